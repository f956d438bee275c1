create function files.sign_part(
    file_id uuid default null,
    upload_id text default null,
    part_number integer default null,
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
    select p.file_id, p.method, p.url, p.headers, p.fields, p.expires_at
    into v_request
    from files.sign_parts(file_id, upload_id, array[part_number], expires_in) p;
    return v_request;
end
$$;

comment on function files.sign_part(uuid, text, integer, integer) is
$$A signed URL for one part of a multipart upload

Signs the PUT of part part_number (1 to part_count), bound to the exact size of that part. A part
that failed can be signed and sent again at any time. Keep the ETag header of S3's answer:
completing needs it.

Errors: 22023 upload_id or part_number cannot be, PT404 no such upload of yours, PT503 no signing
key.$$;
