create function pgfiles.can_see_entity(entity_type text, entity_id text)
    returns boolean
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_type pgfiles.entity_type;
    v_found boolean;
begin
    select t.* into v_type from pgfiles.entity_type t where t.name = can_see_entity.entity_type;
    if v_type.name is null or entity_id is null
        or not has_table_privilege(v_type.table_name, 'select') then
        return false;
    end if;
    -- Runs as the caller: the table's own row-level security decides.
    execute format('select exists (select from %s where %I = $1::%s)',
            v_type.table_name, v_type.id_column, v_type.id_type)
        into v_found
        using entity_id;
    return v_found;
end
$$;

comment on function pgfiles.can_see_entity(text, text) is
    'Whether the caller sees the entity''s row by that table''s own row-level security. An id of '
    'the wrong type: 22P02.';
