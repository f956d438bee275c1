create function files.grant_api_to(role regrole)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- regrole comes out quoted as needed.
    execute format($sql$
        grant usage on schema files, pgfiles, aws_lambda to %1$s;
        grant select, insert on files.files to %1$s;
        grant select on files.file_upload_requests to %1$s;
        grant execute on all functions in schema files, aws_lambda to %1$s;
        revoke execute on function
            files.grant_api_to(regrole), files.grant_service_to(regrole), files.doctor(),
            files.reread_exif(uuid[]), files.retry_jobs(uuid[]), files.s3_event(jsonb),
            files.stop_workers()
            from %1$s;

        -- What runs as the caller behind the API. Row-level security limits the rows; status, owner
        -- and keys cannot be set.
        grant select on pgfiles.file, pgfiles.entity_type, pgfiles.error, pgfiles.setting,
            pgfiles.default_setting, pgfiles.bucket, pgfiles.bucket_route, pgfiles.lambda_function
            to %1$s;
        grant insert
            (id, entity_type, entity_id, file_name, file_type, file_size, sha256, upload_method,
            use_location)
            on pgfiles.file to %1$s;
        grant execute on function
            pgfiles.bucket_for(text, text),
            pgfiles.can_edit_entity(text, text),
            pgfiles.can_see_entity(text, text),
            pgfiles.check_entity_for_upload(text, text),
            pgfiles.check_file_size(bigint, bigint, text),
            pgfiles.check_location_right(text),
            pgfiles.checked_batch_size(integer),
            pgfiles.checked_expires_in(integer, text),
            pgfiles.checked_file_name(text),
            pgfiles.checked_file_type(text),
            pgfiles.checked_stable_for(integer),
            pgfiles.claim(text),
            pgfiles.claims(),
            pgfiles.column_url(text, text, text),
            pgfiles.create_file(text, text, text, text, bigint, text, text, boolean),
            pgfiles.current_organization_id(),
            pgfiles.current_user_id(),
            pgfiles.declare_file_size(uuid, bigint),
            pgfiles.download_error(uuid),
            pgfiles.error_as_json(text, text, text, text),
            pgfiles.file_extension(text),
            pgfiles.is_dba(),
            pgfiles.is_org_admin(),
            pgfiles.is_type_allowed(text, text[]),
            pgfiles.java_column_url(text, text, text),
            pgfiles.log_action(text, uuid[]),
            pgfiles.mark_aborted(uuid),
            pgfiles.mark_released(uuid),
            pgfiles.mark_uploaded(uuid[]),
            pgfiles.open_column_url(text, text, text),
            pgfiles.original_key(text, text, text, uuid, text),
            pgfiles.part_size_for(bigint),
            pgfiles.raise_error(text, text, text),
            pgfiles.read_exif(bytea),
            pgfiles.setting(text),
            pgfiles.sign_downloads(text, text[], text[], integer, boolean, integer),
            pgfiles.sign_form(uuid, bigint, bigint, integer),
            pgfiles.sign_multipart(uuid, text, text, integer[], integer),
            pgfiles.sign_uploads(uuid[], integer),
            pgfiles.signing_scope(text),
            pgfiles.similar_files(uuid, integer),
            pgfiles.url_of_key(text),
            pgfiles.uuid_v7(),
            pgfiles.without_gps(jsonb)
            to %1$s
        $sql$, role);
end
$$;

comment on function files.grant_api_to(regrole) is
    'Lets a database role use the API: select files.grant_api_to(''authenticated''). For '
    'superusers.';
