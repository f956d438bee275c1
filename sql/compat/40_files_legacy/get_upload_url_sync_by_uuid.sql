-- Without names, as request_upload_url.
create function files_legacy.get_upload_url_sync(
    text, uuid, text, text, out url text, out file_id uuid
)
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select u.url, u.file_id from files.get_upload_url_sync($1, $2::text, $3, $4) u
$$;

comment on function files_legacy.get_upload_url_sync(text, uuid, text, text) is
    'For SQL that has the entity''s id as a uuid, which is no text without a cast.';
