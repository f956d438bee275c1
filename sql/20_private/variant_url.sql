create function pgfiles.variant_url(file_id uuid, bucket text, name text, file_name text)
    returns text
    language sql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    select pgfiles.sign_download(variant_url.bucket, v.s3_key,
        pgfiles.setting('download_expires_in')::integer, 'inline', variant_url.file_name)
    from pgfiles.variant v
    where v.file_id = variant_url.file_id and v.name = variant_url.name
$$;

comment on function pgfiles.variant_url(uuid, text, text, text) is 'A signed URL of a file''s variant; null if there is none.';
