create function files.renew_upload(
    file_id uuid default null,
    file_size bigint default null,
    sha256 text default null,
    expires_in integer default null
)
    returns files.signed_request
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_expires_in integer := pgfiles.checked_expires_in(expires_in, 'upload');
    v_request files.signed_request;
begin
    perform pgfiles.admit_call();
    if pgfiles.mark_renewed(file_id, file_size, sha256) is null then
        perform pgfiles.raise_error('file_not_found', coalesce(file_id::text, 'file_id is missing'),
            'send the file_id of an upload of your own that is pending or was rejected');
    end if;
    select u.file_id, 'PUT', u.url, u.headers, null::jsonb, u.expires_at
    into v_request
    from pgfiles.sign_uploads(array[file_id], v_expires_in) u;
    perform pgfiles.record_call('renew_upload', array[file_id], true);
    return v_request;
end
$$;

comment on function files.renew_upload(uuid, bigint, text, integer) is
$$A new signed URL for an upload that went wrong

For a file of yours that is pending or was rejected: it is pending again, under a new key, and what
was uploaded for it before is dropped. So wrong bytes are replaced at once, though the first URL
takes no second upload, and a URL that has expired is replaced without a new file. Then as after
generate_upload_url: send the PUT, call confirm_upload.

file_size: bytes, if they are others than before; needed where the size was not declared. sha256: as
for generate_upload_url. expires_in: seconds, 900 by default, 3600 at most.

Errors: 22023 malformed argument, PT404 no such upload of yours, PT413 too large or above the
organization's quota, PT429 too many calls a minute, PT503 no signing key.$$;
