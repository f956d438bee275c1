create function pgfiles.object_keys(file pgfiles.file)
    returns text[]
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    select array_remove(
        array[file.s3_original_key, file.checked_key]
            || array(select v.value ->> 's3_key' from jsonb_each(file.variants) v), null)
$$;

comment on function pgfiles.object_keys(pgfiles.file) is
    'The S3 keys of all objects of a file that its row knows.';
