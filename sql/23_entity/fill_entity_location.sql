create function pgfiles.fill_entity_location()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    return pgfiles.file_with_location(new);
end
$$;

comment on function pgfiles.fill_entity_location() is
    'Writes the place where a photo was taken to its entity, if that has none and the uploader '
    'consented.';
