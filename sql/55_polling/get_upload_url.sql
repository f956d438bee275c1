create function files.get_upload_url(
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
    select
        case when u.url is null then 'failed' else 'completed' end,
        u.url,
        case when u.url is null then 'no pending request of yours has this id' end,
        u.file_id
    from (select) one_row
    left join pgfiles.sign_uploads(
        array[p_request_id], pgfiles.setting('upload_expires_in')::integer) u
        on true
$$;

comment on function files.get_upload_url(uuid) is
$$The upload URL of a request, for clients that poll

One JSON object, and one row in SQL: status is completed, with a URL signed anew for 900 seconds, or
failed, with an error. PUT the file there with the content type that was asked for; then insert it
into files with its s3_original_key, or call confirm_upload.

Errors: none of the request, which would be in error; PT503 no signing key.$$;
