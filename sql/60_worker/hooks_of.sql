create function pgfiles.hooks_of(file pgfiles.file)
    returns setof pgfiles.hook
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select h.*
    from pgfiles.hook h
    where h.is_enabled
        and coalesce(h.bucket = file.bucket, true)
        -- Until a worker has looked, it may be of any type.
        and (file.is_type_guessed or pgfiles.is_type_allowed(file.file_type, h.file_types))
$$;

comment on function pgfiles.hooks_of(pgfiles.file) is 'The hooks that are asked about a file.';
