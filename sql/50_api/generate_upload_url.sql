create function files.generate_upload_url(
    entity_type text default null,
    entity_id text default null,
    file_name text default null,
    file_type text default null,
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
    v_file_id uuid := pgfiles.uuid_v7();
begin
    perform pgfiles.check_entity_for_upload(entity_type, entity_id);
    -- As the caller: the policy file_insert_by_entity_access decides again, and a trigger checks type and size.
    insert into pgfiles.file (id, entity_type, entity_id, file_name, file_type, file_size, sha256)
    values (v_file_id, generate_upload_url.entity_type, generate_upload_url.entity_id, generate_upload_url.file_name,
        generate_upload_url.file_type, generate_upload_url.file_size, lower(generate_upload_url.sha256));
    return pgfiles.sign_upload(v_file_id, v_expires_in);
end
$$;

comment on function files.generate_upload_url(text, text, text, text, bigint, text, integer) is
$$A signed URL for one upload

Creates the file in status pending and signs a PUT of exactly file_size bytes (1 to the bucket's max_bytes, 50 MiB by default) of
content type file_type. Send the PUT with exactly the returned headers, then call confirm_upload.

entity_type, entity_id: the row that the file will belong to; you must be allowed to update it. Both null: it is yours alone.
file_name: any bare name. sha256: 64 hex digits, optional, then checked by S3. expires_in: seconds, 900 by default, 3600 at most.

Errors: 22023 malformed argument or unknown entity type, PT404 entity not found or not visible, 42501 entity may not be changed,
PT413 too large, PT415 type not allowed, PT503 no signing key or bucket.$$;
