create function pgfiles.sign_download(bucket text, key text, file_name text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select d.url
        from pgfiles.sign_downloads(
            bucket, array[key], array[file_name],
            pgfiles.setting('download_expires_in')::integer,
            stable_for => pgfiles.setting('download_stable_for')::integer) d);
end
$$;

comment on function pgfiles.sign_download(text, text, text) is 'The URL in a computed column.';
