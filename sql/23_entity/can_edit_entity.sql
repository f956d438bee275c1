create function pgfiles.can_edit_entity(entity_type text, entity_id text)
    returns boolean
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_probe text := pgfiles.entity_probe(entity_type, 'edit');
    v_found boolean;
begin
    if v_probe is not null and entity_id is not null then
        execute v_probe into v_found using entity_id;
    end if;
    return coalesce(v_found, false);
end
$$;

comment on function pgfiles.can_edit_entity(text, text) is
    'Whether the caller may edit the entity: update its row by that table''s own row-level '
    'security, and then the row is locked FOR KEY SHARE; or what the type''s edit_function says.';
