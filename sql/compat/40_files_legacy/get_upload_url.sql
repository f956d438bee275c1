create function files_legacy.get_upload_url(
    p_request_id uuid,
    out status text,
    out url text,
    out error text,
    out file_id uuid
)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select u.status, u.url, u.error, u.file_id from files.get_upload_url(p_request_id) u
$$;

comment on function files_legacy.get_upload_url(uuid) is
$$The upload URL of a request, for clients that poll

The same as get_upload_url of schema files.$$;
