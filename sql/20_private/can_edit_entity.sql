create function pgfiles.can_edit_entity(entity_type text, entity_id text)
    returns boolean
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_type pgfiles.entity_type;
    v_found boolean;
begin
    select t.* into v_type from pgfiles.entity_type t where t.name = can_edit_entity.entity_type;
    if v_type.name is null or entity_id is null
        or not has_any_column_privilege(v_type.table_name, 'update') then
        return false;
    end if;
    -- A row lock asks for the UPDATE policies of the table without writing, and as the weakest lock
    -- it only keeps the entity from being deleted until this transaction ends.
    execute format('select true from %s where %I = $1::%s for key share',
            v_type.table_name, v_type.id_column, v_type.id_type)
        into v_found
        using entity_id;
    return coalesce(v_found, false);
end
$$;

comment on function pgfiles.can_edit_entity(text, text) is
    'Whether the caller may update the entity''s row by that table''s own row-level security; '
    'locks the row FOR KEY SHARE.';
