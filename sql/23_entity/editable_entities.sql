-- The body is written by compile_entity_access: a query for each entity type.
create function pgfiles.editable_entities(
    entity_type text, entity_ids text[], is_by_row boolean default false
)
    returns text[]
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
begin
    return array[]::text[];
end
$$;

comment on function pgfiles.editable_entities(text, text[], boolean) is
    'Which of the entities the caller may edit: update their rows by that table''s own row-level '
    'security, and then the rows are locked FOR KEY SHARE, in the order of their ids; or what the '
    'type''s edit_function says, unless is_by_row.';
