create function pgfiles.can_see_entity(entity_type text, entity_id text)
    returns boolean
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_probe text := pgfiles.entity_probe(entity_type, 'see');
    v_found boolean;
begin
    if v_probe is not null and entity_id is not null then
        execute v_probe into v_found using entity_id;
    end if;
    return coalesce(v_found, false);
end
$$;

comment on function pgfiles.can_see_entity(text, text) is
    'Whether the caller sees the entity: its row by that table''s own row-level security, or what '
    'the type''s see_function says. An id of the wrong type: 22P02.';
