create function files.list_parts(
    file_id uuid default null,
    upload_id text default null,
    after_part_number integer default 0,
    expires_in integer default null
)
    returns files.signed_request
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select file_id, m.method, m.url, m.headers, null::jsonb, m.expires_at
    from pgfiles.sign_multipart(file_id, upload_id, 'list', array[after_part_number],
        pgfiles.checked_expires_in(expires_in, 'part')) m
$$;

comment on function files.list_parts(uuid, text, integer, integer) is
$$A signed request that lists the parts S3 has

For resuming an upload: signs S3's ListParts for up to 1,000 parts after after_part_number. The
answer is XML with PartNumber, Size and ETag of each.

Errors: 22023 upload_id cannot be, PT404 no such upload of yours, PT503 no signing key.$$;
