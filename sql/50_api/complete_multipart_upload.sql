create function files.complete_multipart_upload(
    file_id uuid default null,
    upload_id text default null,
    expires_in integer default null
)
    returns files.signed_request
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select file_id, m.method, m.url, m.headers, null::jsonb, m.expires_at
    from pgfiles.sign_multipart(
        file_id, upload_id, 'complete', '{0}',
        pgfiles.checked_expires_in(expires_in, 'part')) m
$$;

comment on function files.complete_multipart_upload(uuid, text, integer) is
$$A signed request that puts the parts together

Signs S3's CompleteMultipartUpload. Send it with the XML body that S3 wants, PartNumber and ETag of
every part in order; wait for the whole answer, which may take minutes and may be an error under
status 200; then call confirm_upload.

Errors: 22023 upload_id cannot be, PT404 no such upload of yours, PT503 no signing key.$$;
