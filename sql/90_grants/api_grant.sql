create table pgfiles.api_grant (
    access text not null
        check (access in ('none', 'read', 'write', 'admin', 'service', 'worker')),
    privilege text not null,
    object text not null,
    extension name not null default 'pgfiles',
    primary key (object, privilege, access)
);

comment on table pgfiles.api_grant is
    'What grant_api_to and grant_worker_to grant. Everything that is not here is nobody''s: a new '
    'function that clients call, or that runs as its caller behind the API, is one line here.';
comment on column pgfiles.api_grant.access is
    'The least access that has it: none, read, write, admin, each with all before it; service, '
    'with none before it; or worker, alone.';
comment on column pgfiles.api_grant.privilege is 'GRANT''s words before the object''s name.';
comment on column pgfiles.api_grant.object is
    'What it is granted on. No function of ours is overloaded, so its name is enough.';
comment on column pgfiles.api_grant.extension is
    'Where that extension is: pgfiles, or pgfiles_compat.';

alter table pgfiles.api_grant enable row level security;

-- Clients' own.
insert into pgfiles.api_grant (access, privilege, object) values
    ('none', 'execute on function', 'pgfiles.pre_request'),
    ('none', 'usage on schema', 'pgfiles'),

    ('read', 'execute on function', 'files.download_url'),
    ('read', 'execute on function', 'files.find_actions'),
    ('read', 'execute on function', 'files.find_similar'),
    ('read', 'execute on function', 'files.generate_download_url'),
    ('read', 'execute on function', 'files.generate_download_urls'),
    ('read', 'execute on function', 'files.parse_exif'),
    ('read', 'execute on function', 'files.search_files'),
    ('read', 'execute on function', 'files.thumbnail_large_url'),
    ('read', 'execute on function', 'files.thumbnail_medium_url'),
    ('read', 'execute on function', 'files.thumbnail_small_url'),
    ('read', 'select on', 'files.files'),
    ('read', 'select on', 'files.logged_actions'),
    ('read', 'select on', 'files.organization_usage'),
    ('read', 'select on', 'files.users'),
    ('read', 'usage on schema', 'files'),

    ('write', 'execute on function', 'files.abort_multipart_upload'),
    ('write', 'execute on function', 'files.attach_file'),
    ('write', 'execute on function', 'files.set_focal_point'),
    ('write', 'execute on function', 'files.attach_files'),
    ('write', 'execute on function', 'files.complete_multipart_upload'),
    ('write', 'execute on function', 'files.confirm_upload'),
    ('write', 'execute on function', 'files.confirm_uploads'),
    ('write', 'execute on function', 'files.create_multipart_upload'),
    ('write', 'execute on function', 'files.generate_upload_form'),
    ('write', 'execute on function', 'files.generate_upload_url'),
    ('write', 'execute on function', 'files.generate_upload_urls'),
    ('write', 'execute on function', 'files.get_upload_url'),
    ('write', 'execute on function', 'files.get_upload_url_sync'),
    ('write', 'execute on function', 'files.list_parts'),
    ('write', 'execute on function', 'files.renew_upload'),
    ('write', 'execute on function', 'files.request_upload_url'),
    ('write', 'execute on function', 'files.sign_part'),
    ('write', 'execute on function', 'files.sign_parts'),
    ('write', 'insert on', 'files.files'),
    ('write', 'select on', 'files.file_upload_requests'),

    -- Who is an admin, the token's claim decides in each of them; this, for which roles it counts.
    ('admin', 'execute on function', 'files.release_file'),
    ('admin', 'execute on function', 'files.release_files'),

    ('service', 'execute on function', 'files.s3_event'),
    ('service', 'execute on function', 'files.sync_user'),
    ('service', 'usage on schema', 'files');

-- What runs as the caller behind them. Row-level security limits the rows; status, owner and keys
-- cannot be set.
insert into pgfiles.api_grant (access, privilege, object) values
    ('read', 'execute on function', 'pgfiles.actions_about'),
    ('read', 'execute on function', 'pgfiles.admit_call'),
    ('read', 'execute on function', 'pgfiles.can_see_entity'),
    ('read', 'execute on function', 'pgfiles.checked_batch_size'),
    ('read', 'execute on function', 'pgfiles.checked_expires_in'),
    ('read', 'execute on function', 'pgfiles.checked_organization_id'),
    ('read', 'execute on function', 'pgfiles.checked_stable_for'),
    ('read', 'execute on function', 'pgfiles.checked_user_id'),
    ('read', 'execute on function', 'pgfiles.caller'),
    ('read', 'execute on function', 'pgfiles.claim_at'),
    ('read', 'execute on function', 'pgfiles.claim_paths'),
    ('read', 'execute on function', 'pgfiles.claimed_id'),
    ('read', 'execute on function', 'pgfiles.claims'),
    ('read', 'execute on function', 'pgfiles.column_url'),
    ('read', 'execute on function', 'pgfiles.current_organization_id'),
    ('read', 'execute on function', 'pgfiles.current_user_id'),
    ('read', 'execute on function', 'pgfiles.distance_m'),
    ('read', 'execute on function', 'pgfiles.downloadable_variant'),
    ('read', 'execute on function', 'pgfiles.error_as_json'),
    ('read', 'execute on function', 'pgfiles.fold_text'),
    ('read', 'execute on function', 'pgfiles.is_dba'),
    ('read', 'execute on function', 'pgfiles.is_org_admin'),
    ('read', 'execute on function', 'pgfiles.item_file_ids'),
    ('read', 'execute on function', 'pgfiles.java_column_url'),
    ('read', 'execute on function', 'pgfiles.log_action'),
    ('read', 'execute on function', 'pgfiles.log_refusal'),
    ('read', 'execute on function', 'pgfiles.open_column_url'),
    ('read', 'execute on function', 'pgfiles.part_length'),
    ('read', 'execute on function', 'pgfiles.raise_error'),
    ('read', 'execute on function', 'pgfiles.read_exif'),
    ('read', 'execute on function', 'pgfiles.log_problems'),
    ('read', 'execute on function', 'pgfiles.record_call'),
    ('read', 'execute on function', 'pgfiles.search_candidates'),
    ('read', 'execute on function', 'pgfiles.search_problem'),
    ('read', 'execute on function', 'pgfiles.search_rank'),
    ('read', 'execute on function', 'pgfiles.served_type'),
    ('read', 'execute on function', 'pgfiles.setting'),
    ('read', 'execute on function', 'pgfiles.shown_moment'),
    ('read', 'execute on function', 'pgfiles.sign_downloads'),
    ('read', 'execute on function', 'pgfiles.signing_scope'),
    ('read', 'execute on function', 'pgfiles.similar_files'),
    ('read', 'execute on function', 'pgfiles.text_words'),
    ('read', 'execute on function', 'pgfiles.without_gps'),
    ('read', 'execute on function', 'pgfiles.write_position'),
    ('read', 'select on', 'pgfiles.logged_action'),
    ('read', 'select (id, organization_id, user_id, handle, display_name, created_at, updated_at) '
        'on', 'pgfiles.app_user'),
    ('read', 'select on', 'pgfiles.bucket'),
    ('read', 'select on', 'pgfiles.default_setting'),
    ('read', 'select on', 'pgfiles.entity_type'),
    ('read', 'select on', 'pgfiles.error'),
    ('read', 'select on', 'pgfiles.file'),
    ('read', 'select on', 'pgfiles.quota'),
    ('read', 'select on', 'pgfiles.quota_usage'),
    ('read', 'select on', 'pgfiles.setting'),
    ('read', 'select on', 'pgfiles.status_reason'),

    ('write', 'execute on function', 'pgfiles.bucket_for'),
    ('write', 'execute on function', 'pgfiles.can_edit_entity'),
    ('write', 'execute on function', 'pgfiles.charged_bytes'),
    ('write', 'execute on function', 'pgfiles.create_file'),
    ('write', 'execute on function', 'pgfiles.access_problem'),
    ('write', 'execute on function', 'pgfiles.attach_items'),
    ('write', 'execute on function', 'pgfiles.attach_problem'),
    ('write', 'execute on function', 'pgfiles.canonical_entity_ids'),
    ('write', 'execute on function', 'pgfiles.cast_entity_ids'),
    ('write', 'execute on function', 'pgfiles.create_files'),
    ('write', 'execute on function', 'pgfiles.editable_entities'),
    ('write', 'execute on function', 'pgfiles.entity_access'),
    ('write', 'execute on function', 'pgfiles.file_name_problem'),
    ('write', 'execute on function', 'pgfiles.guessed_type'),
    ('write', 'execute on function', 'pgfiles.is_file_type'),
    ('write', 'execute on function', 'pgfiles.is_type_open'),
    ('write', 'execute on function', 'pgfiles.location_problem'),
    ('write', 'execute on function', 'pgfiles.normal_file_name'),
    ('write', 'execute on function', 'pgfiles.normal_file_type'),
    ('write', 'execute on function', 'pgfiles.size_problem'),
    ('write', 'execute on function', 'pgfiles.type_names'),
    ('write', 'execute on function', 'pgfiles.type_of_name'),
    ('write', 'execute on function', 'pgfiles.type_problem'),
    ('write', 'execute on function', 'pgfiles.upload_problem'),
    ('write', 'execute on function', 'pgfiles.uuid_v7_at'),
    ('write', 'execute on function', 'pgfiles.declare_file_size'),
    ('write', 'execute on function', 'pgfiles.file_extension'),
    ('write', 'execute on function', 'pgfiles.files_of_keys'),
    ('write', 'execute on function', 'pgfiles.hash_parts'),
    ('write', 'execute on function', 'pgfiles.place_cell'),
    ('write', 'execute on function', 'pgfiles.search_lexeme'),
    ('write', 'execute on function', 'pgfiles.search_vector'),
    ('write', 'execute on function', 'pgfiles.text_parts'),
    ('write', 'execute on function', 'pgfiles.is_type_allowed'),
    ('write', 'execute on function', 'pgfiles.mark_aborted'),
    ('admin', 'execute on function', 'pgfiles.mark_released'),
    ('write', 'execute on function', 'pgfiles.mark_focus'),
    ('write', 'execute on function', 'pgfiles.mark_renewed'),
    ('write', 'execute on function', 'pgfiles.mark_uploaded'),
    ('admin', 'execute on function', 'pgfiles.release_items'),
    ('write', 'execute on function', 'pgfiles.id_in_key'),
    ('write', 'execute on function', 'pgfiles.original_key'),
    ('write', 'execute on function', 'pgfiles.part_size_for'),
    ('write', 'execute on function', 'pgfiles.sign_form'),
    ('write', 'execute on function', 'pgfiles.sign_multipart'),
    ('write', 'execute on function', 'pgfiles.sign_uploads'),
    ('write', 'execute on function', 'pgfiles.url_of_key'),
    ('write', 'execute on function', 'pgfiles.urls_of_keys'),
    ('write', 'execute on function', 'pgfiles.uuid_v7'),
    ('write', 'insert (id, organization_id, owner_id, uploader_id, entity_type, entity_id, '
        'file_name, file_type, file_size, sha256, bucket, s3_original_key, upload_method, '
        'form_max_size, use_location, is_type_guessed) on', 'pgfiles.file'),
    ('write', 'select on', 'pgfiles.bucket_route'),
    ('write', 'select on', 'pgfiles.lambda_function'),
    ('write', 'update (entity_type, entity_id) on', 'pgfiles.file'),

    ('service', 'execute on function', 'pgfiles.save_user'),
    ('service', 'execute on function', 'pgfiles.arrivals'),
    ('service', 'execute on function', 'pgfiles.decoded_key'),
    ('service', 'execute on function', 'pgfiles.log_action'),
    ('service', 'execute on function', 'pgfiles.log_refusal'),
    ('service', 'execute on function', 'pgfiles.mark_arrived'),
    ('service', 'execute on function', 'pgfiles.raise_error'),
    ('service', 'select on', 'pgfiles.error'),
    ('service', 'usage on schema', 'pgfiles');

-- Workers: procedures that commit, and the gate behind which they work.
insert into pgfiles.api_grant (access, privilege, object) values
    ('worker', 'execute on function', 'pgfiles.do_step'),
    ('worker', 'execute on function', 'pgfiles.open_worker'),
    ('worker', 'execute on function', 'pgfiles.tell_trouble'),
    ('worker', 'execute on procedure', 'pgfiles.do_batch'),
    ('worker', 'execute on procedure', 'pgfiles.keep_house'),
    ('worker', 'execute on procedure', 'pgfiles.next_step'),
    ('worker', 'execute on procedure', 'pgfiles.run_worker'),
    ('worker', 'usage on schema', 'pgfiles');
