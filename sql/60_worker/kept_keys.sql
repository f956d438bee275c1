create function pgfiles.kept_keys(file pgfiles.file)
    returns text[]
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    -- What was refused is of no use to anybody. And where a worker has made a copy, that is it.
    select case
        when pgfiles.is_refused(file.status, file.status_reason) then '{}'
        when file.checked_key is null then pgfiles.object_keys(file)
        else array_remove(pgfiles.object_keys(file), file.s3_original_key) end
$$;

comment on function pgfiles.kept_keys(pgfiles.file) is
    'The S3 keys of those of its objects that a file cannot do without.';
