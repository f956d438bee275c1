create function files.generate_upload_url(
    entity_type text default null,
    entity_id text default null,
    file_name text default null,
    file_type text default null,
    file_size bigint default null,
    sha256 text default null,
    expires_in integer default null,
    use_location boolean default false
)
    returns files.signed_request
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_expires_in integer := pgfiles.checked_expires_in(expires_in, 'upload');
    v_file_id uuid := pgfiles.create_file(
        pgfiles.admit_call(),
        jsonb_build_object(
            'entity_type', entity_type, 'entity_id', entity_id, 'file_name', file_name,
            'file_type', file_type, 'file_size', file_size, 'sha256', sha256,
            'use_location', use_location),
        'put');
    v_request files.signed_request;
begin
    select u.file_id, 'PUT', u.url, u.headers, null::jsonb, u.expires_at
    into v_request
    from pgfiles.sign_uploads(array[v_file_id], v_expires_in) u;
    perform pgfiles.record_call('generate_upload_url', array[v_file_id], true);
    return v_request;
end
$$;

comment on function
    files.generate_upload_url(text, text, text, text, bigint, text, integer, boolean) is
$$A signed URL for one upload

Creates the file in status pending and signs a PUT of exactly file_size bytes (1 to the bucket's
max_bytes, 50 MiB by default) of content type file_type. Send the PUT with exactly the returned
headers, then call confirm_upload. If the PUT is answered with 412, an earlier try has arrived:
call confirm_upload. To send other bytes instead, call renew_upload.

entity_type, entity_id: the row that the file will belong to; you must be allowed to update it. Both
null: it is yours alone. file_name: any bare name. file_type: without one, or with
application/octet-stream, the ending of file_name tells it, and then the bytes do. sha256: 64 hex
digits, optional, then checked by S3. expires_in: seconds, 900 by default, 3600 at most.
use_location: the place where the photo was taken may be written to the entity, if that has none;
you must be allowed to update these columns.

Errors: 22023 malformed argument or unknown entity type, PT404 entity not found or not visible,
42501 entity may not be changed, PT413 too large or above the organization's quota, PT415 type not
allowed, PT429 too many calls a minute, PT503 no signing key or bucket.$$;
