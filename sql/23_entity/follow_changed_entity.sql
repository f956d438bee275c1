-- The body is written by compile_entity_access: the columns that identify rows, by their names.
create function pgfiles.follow_changed_entity()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    return null;
end
$$;

comment on function pgfiles.follow_changed_entity() is
    'Gives the files of a row of the application whose id is changed to the new id. Its argument '
    'is the column that identifies the rows: named in the trigger''s definition, it could not be '
    'altered any more.';
