create function files.create_multipart_upload(
    entity_type text default null,
    entity_id text default null,
    file_name text default null,
    file_type text default null,
    file_size bigint default null,
    expires_in integer default null,
    use_location boolean default false,
    part_size bigint default null
)
    returns files.signed_multipart_request
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_expires_in integer := pgfiles.checked_expires_in(expires_in, 'part');
    v_part_size bigint := pgfiles.part_size_for(file_size, part_size);
    v_file_id uuid := pgfiles.create_file(
        pgfiles.admit_call(),
        jsonb_build_object(
            'entity_type', entity_type, 'entity_id', entity_id, 'file_name', file_name,
            'file_type', file_type, 'file_size', file_size, 'use_location', use_location),
        'multipart');
    v_request files.signed_multipart_request;
begin
    select v_file_id, m.method, m.url, m.headers, null::jsonb, m.expires_at, v_part_size,
        ((file_size + v_part_size - 1) / v_part_size)::integer
    into v_request
    from pgfiles.sign_multipart(
        v_file_id, null, 'create', '{0}', v_expires_in, v_part_size) m;
    perform pgfiles.record_call('create_multipart_upload', array[v_file_id], true);
    return v_request;
end
$$;

comment on function
    files.create_multipart_upload(text, text, text, text, bigint, integer, boolean, bigint) is
$$Begins an upload in parts

For files of any size up to 5 TiB, best from 100 MiB. Creates the file in status pending and signs
S3's CreateMultipartUpload. Send it with exactly the returned headers and read UploadId from S3's
answer; cut the file into part_count parts of part_size bytes (the last one has what remains); have
each signed by sign_part or sign_parts and PUT it; then complete_multipart_upload and
confirm_upload. expires_in: seconds, 3600 by default, 86400 at most.

part_size: bytes of a part where the client has its own idea of it, as upload helpers have: 5 MiB to
5 GiB, such that there are at most 10,000 parts. By default 5 MiB, or a 10,000th of the file,
rounded up, if that is more: what Uppy and the AWS SDKs for JavaScript cut.

Errors: as generate_upload_url; 22023 a part_size that cannot be.$$;
