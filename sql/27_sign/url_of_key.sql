create function pgfiles.url_of_key(key text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_url text;
begin
    -- The view tells which copy the caller may have.
    select pgfiles.column_url(v.bucket, v.download_key, v.file_name) into v_url
    from pgfiles.file f
    join files.files v on v.id = f.id
    where f.s3_original_key = url_of_key.key and f.status = 'ready';
    if not found and pgfiles.is_dba() then
        select pgfiles.column_url(
            b.name, url_of_key.key, regexp_replace(url_of_key.key, '^.*/', ''))
        into v_url
        from pgfiles.bucket b
        where b.is_default;
    end if;
    return v_url;
end
$$;

comment on function pgfiles.url_of_key(text) is
    'The download URL of a key that the caller may see; for a DBA of any key of the default '
    'bucket.';
