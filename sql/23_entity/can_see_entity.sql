-- The body is written by compile_entity_access: a query for each entity type.
create function pgfiles.can_see_entity(entity_type text, entity_id text)
    returns boolean
    language plpgsql
    stable
    cost 2000
    set search_path = pg_catalog, pg_temp
as $$
begin
    return false;
end
$$;

comment on function pgfiles.can_see_entity(text, text) is
    'Whether the caller sees the entity: its row by that table''s own row-level security, or what '
    'the type''s see_function says. False for what cannot be asked: a table that is gone, or may '
    'not be read.';
