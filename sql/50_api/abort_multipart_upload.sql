create function files.abort_multipart_upload(
    file_id uuid default null,
    upload_id text default null,
    expires_in integer default null
)
    returns files.signed_request
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_request files.signed_request;
begin
    select abort_multipart_upload.file_id, m.method, m.url, m.headers, null::jsonb, m.expires_at
    into v_request
    from pgfiles.sign_multipart(
        file_id, upload_id, 'abort', '{0}',
        pgfiles.checked_expires_in(expires_in, 'part')) m;
    perform pgfiles.mark_aborted(file_id);
    perform pgfiles.log_action('abort_multipart_upload', array[file_id]);
    return v_request;
end
$$;

comment on function files.abort_multipart_upload(uuid, text, integer) is
$$Gives up an upload in parts

Sets the file to rejected (aborted) and signs S3's AbortMultipartUpload; send it, so that S3 forgets
the parts.

Errors: 22023 upload_id cannot be, PT404 no such upload of yours, PT503 no signing key.$$;
