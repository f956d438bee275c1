create function pgfiles.variant_key(file_id uuid, name text)
    returns text
    language sql
    stable
    strict
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    select v.s3_key from pgfiles.variant v where v.file_id = variant_key.file_id and v.name = variant_key.name
$$;

comment on function pgfiles.variant_key(uuid, text) is 'The S3 key of a file''s variant, if there is one that the caller may see.';
