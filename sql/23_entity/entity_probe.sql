create function pgfiles.entity_probe(entity_type text, access text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_type pgfiles.entity_type;
    v_function text;
begin
    select t.* into v_type from pgfiles.entity_type t where t.name = entity_probe.entity_type;
    v_function := case access when 'see' then v_type.see_function else v_type.edit_function end;
    return case
        when v_function is not null then format('select %s($1)', v_function)
        when not coalesce(
            has_column_privilege(v_type.table_name, v_type.id_column, 'select'), false) then null
        when access = 'see' then format('select true from %s where %I = $1::%s',
            v_type.table_name, v_type.id_column, v_type.id_type)
        -- A row lock asks for the UPDATE policies of the table without writing, and as the weakest
        -- lock it only keeps the entity from being deleted until this transaction ends.
        when has_any_column_privilege(v_type.table_name, 'update') then
            format('select true from %s where %I = $1::%s for key share',
                v_type.table_name, v_type.id_column, v_type.id_type)
    end;
end
$$;

comment on function pgfiles.entity_probe(text, text) is
    'The query that answers, run as the caller with an entity''s id, whether he may see or edit '
    'it; null where he certainly may not.';
