-- The body is written by compile_entity_access: a cast for each entity type.
create function pgfiles.cast_entity_ids(entity_type text, entity_ids text[])
    returns text[]
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    return entity_ids;
end
$$;

comment on function pgfiles.cast_entity_ids(text, text[]) is
    'The ids of entities as their table writes them; a data_exception if one is none.';
