-- Without names: PostgREST, which tells functions apart by their arguments' names, does not see it,
-- and a call by names means the other one.
create function files_legacy.request_upload_url(text, uuid, text, text)
    returns uuid
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select files.request_upload_url($1, $2::text, $3, $4)
$$;

comment on function files_legacy.request_upload_url(text, uuid, text, text) is
    'For SQL that has the entity''s id as a uuid, which is no text without a cast.';
