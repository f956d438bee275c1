create table pgfiles.file (
    id uuid primary key default pgfiles.uuid_v7(),
    organization_id text not null default pgfiles.current_organization_id(),
    owner_id text not null default pgfiles.current_user_id(),
    uploader_id uuid references pgfiles.app_user (id) on delete set null,
    entity_type text references pgfiles.entity_type (name),
    entity_id text,
    file_name text not null,
    file_type text not null,
    file_size bigint check (file_size >= 0),
    sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
    bucket text not null references pgfiles.bucket (name),
    s3_original_key text not null,
    upload_method text not null default 'put'
        check (upload_method in (
            'put', 'unsized_put', 'form', 'multipart', 'copy', 'archive', 'adopt', 'migration')),
    form_max_size bigint,
    use_location boolean not null default false,
    status text not null default 'pending'
        check (status in ('pending', 'uploaded', 'processing', 'ready', 'rejected', 'failed')),
    status_reason text,
    status_detail text,
    width integer,
    height integer,
    latitude double precision,
    longitude double precision,
    altitude double precision,
    captured_at timestamptz,
    captured_at_local timestamp,
    camera_make text,
    camera_model text,
    lens_model text,
    exposure_time double precision,
    f_number double precision,
    iso integer,
    focal_length double precision,
    orientation smallint,
    exif jsonb,
    perceptual_hash bigint,
    labels text[],
    variants jsonb,
    created_at timestamptz not null default now(),
    uploaded_at timestamptz,
    processed_at timestamptz,
    -- New columns go to the end, where an upgrade puts them, too.
    etag text,
    store_version_id text,
    variant_folder text,
    deleted_at timestamptz,
    deleted_by text,
    deletion_cause text,
    purge_at timestamptz,
    expires_at timestamptz,
    is_held boolean not null default false,
    version integer not null default 1 check (version >= 1),
    replaces_id uuid,
    title text,
    caption text check (length(caption) <= 4000),
    alt_text text,
    position double precision,
    metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
    focal_x real check (focal_x between 0 and 1),
    focal_y real check (focal_y between 0 and 1),
    thumbhash bytea check (length(thumbhash) <= 28),
    duration double precision check (duration >= 0),
    is_ready boolean generated always as (
        case when status = 'ready' then true when status in ('rejected', 'failed') then false end
    ) stored,
    problem text generated always as (
        case when status = 'failed' then 'failed'
            when status = 'rejected' and status_reason = 'quarantined' then 'quarantined'
            when status = 'rejected' then 'rejected' end
    ) stored,
    hidden_captured_at timestamptz,
    checked_key text,
    is_type_guessed boolean not null default false,
    is_deleted boolean generated always as (deleted_at is not null) stored,
    renewed_at timestamptz,
    constraint file_entity_is_whole check ((entity_type is null) = (entity_id is null)),
    -- Otherwise the size is known once a worker has looked.
    constraint file_size_is_declared
        check (file_size is not null or upload_method in ('form', 'unsized_put', 'archive'))
);

-- An organization's lists, each in the order of an index, so that a page reads a page. What changes
-- on a file's way to ready (status, uploaded_at) is in no index and in no condition of one: the
-- row's new version then leaves all of them alone. is_ready and problem change at its end. What is
-- in the trash is in none, however much that is.
create index file_by_organization on pgfiles.file (organization_id, created_at desc, id)
    where not is_deleted;
-- Unique, so that it can say to subscribers which row is meant, and whose: a publication may be of
-- one organization.
create unique index file_by_id on pgfiles.file (organization_id, id);
alter table pgfiles.file replica identity using index file_by_id;
create index file_by_owner on pgfiles.file (organization_id, owner_id, created_at desc)
    where not is_deleted;
-- The uploader first, since a user who is deleted is looked up alone, and for the trash as well.
create index file_by_uploader on pgfiles.file (uploader_id, organization_id, created_at desc)
    where uploader_id is not null;
-- Whose type is not told is found as well: ids of several types seldom are the same.
create index file_by_entity on pgfiles.file (entity_id, organization_id, created_at desc)
    where entity_id is not null and not is_deleted;
-- Two, since what is null comes last in only one of the directions of each.
create index file_by_capture on pgfiles.file (organization_id, captured_at)
    where not is_deleted;
create index file_by_latest_capture
    on pgfiles.file (organization_id, captured_at desc nulls last)
    where not is_deleted;
-- Smaller than file_by_organization, so that the planner prefers it wherever it can be used.
create index file_ready on pgfiles.file (organization_id, created_at desc)
    where is_ready is true and not is_deleted;
create index file_in_flight on pgfiles.file (organization_id, owner_id, created_at desc)
    where is_ready is null and not is_deleted;
create index file_by_problem on pgfiles.file (organization_id, problem, created_at desc)
    where problem is not null and not is_deleted;
create index file_by_problem_of_owner
    on pgfiles.file (organization_id, owner_id, problem, created_at desc)
    where problem is not null and not is_deleted;
-- What sweeps look for, in the order of when it is due. In parts: multipart_upload_by_activity.
-- processed_at changes with is_ready only.
create index file_unconfirmed on pgfiles.file ((coalesce(renewed_at, created_at)))
    where is_ready is null and upload_method <> 'multipart';
create index file_ended on pgfiles.file ((coalesce(processed_at, created_at)))
    where problem in ('rejected', 'failed') and not is_deleted;
create index file_by_sha256 on pgfiles.file (organization_id, sha256)
    where sha256 is not null and not is_deleted;
create index file_by_perceptual_hash on pgfiles.file
    using gin (pgfiles.hash_parts(organization_id, perceptual_hash))
    with (fastupdate = off)
    where perceptual_hash is not null and not is_deleted;
-- What files.search_files finds, in one index for all: only what is ready, so that an upload does
-- not pay for it. The condition is written as no other index has it, or the planner might take that
-- one and read all of it. What is not yet sorted in is a list that each search reads: of 32 pages,
-- which halve what is written, where the files of many organizations come in turn.
create index file_by_content on pgfiles.file
    using gin (pgfiles.search_vector(
        organization_id, owner_id, entity_id, file_type, file_name, title, caption, alt_text,
        labels, camera_make, camera_model, latitude, longitude))
    with (gin_pending_list_limit = 256)
    where coalesce(is_ready, false) and not is_deleted;
-- The trash: of an organization, of who uploaded, of who deleted, of an entity; and what is due.
create index deleted_file on pgfiles.file (organization_id, deleted_at desc, id)
    where is_deleted;
create index deleted_file_by_owner on pgfiles.file (organization_id, owner_id, deleted_at desc)
    where is_deleted;
create index deleted_file_by_deleter on pgfiles.file (organization_id, deleted_by, deleted_at desc)
    where is_deleted;
create index deleted_file_by_entity on pgfiles.file (entity_id, organization_id, deleted_at desc)
    where entity_id is not null and is_deleted;
create index deleted_file_by_purge on pgfiles.file (purge_at)
    where is_deleted and not is_held;
-- A key is unique, because the file's id is in it. As a hash it takes a fifth of the room.
create index file_by_key on pgfiles.file using hash (s3_original_key);
-- Files whose key names another organization than their row does: what open_column_url asks. Empty
-- until one is renamed.
create index file_with_key_of_other_name
    on pgfiles.file ((split_part(s3_original_key, '/', 1) collate "C"))
    where split_part(s3_original_key, '/', 1) collate "C" <> organization_id;
create index file_with_folder_of_other_name
    on pgfiles.file ((split_part(variant_folder, '/', 1) collate "C"))
    where split_part(variant_folder, '/', 1) collate "C" <> organization_id;

-- Room for the versions that a file has on its way to ready: with 90, half of those that a worker
-- claims together have to go to another page.
alter table pgfiles.file set (fillfactor = 80);

-- Row-level security compares with an organization that the planner does not know. Taken for an
-- average one, a large one would be read as a whole beside an index that finds fifty rows.
alter table pgfiles.file alter column organization_id set (n_distinct = 20);
-- The same for users: beside some ids, all files of an importer would be read, or his latest sorted
-- out of all of them. A user who is deleted is looked up by uploader_id alone.
alter table pgfiles.file alter column owner_id set (n_distinct = 3);
alter table pgfiles.file alter column uploader_id set (n_distinct = 50);

comment on table pgfiles.file is
    'One row per upload from the first moment: an upload request is a file in status pending.';
comment on column pgfiles.file.id is 'uuid version 7: ordered by time of creation.';
comment on column pgfiles.file.organization_id is
    'Tenant by the uploader''s token; first segment of the key.';
comment on column pgfiles.file.owner_id is 'The uploader by the token.';
comment on column pgfiles.file.uploader_id is
    'The same as a row, if there was one when the upload began; a file outlives it.';
comment on column pgfiles.file.entity_type is
    'With entity_id: the row of the application that the file belongs to; null: its owner''s.';
comment on column pgfiles.file.file_name is 'As the client named it; never part of a key.';
comment on column pgfiles.file.file_type is
    'Content type as declared, confirmed against the bytes before ready; if none was declared, '
    'that of the name or the bytes.';
comment on column pgfiles.file.file_size is 'Bytes, as declared and signed into the upload.';
comment on column pgfiles.file.upload_method is
    'How the bytes come: one PUT of a declared size, one of any size (request_upload_url), a '
    'browser''s POST form, or in parts; the others are for files that the server itself makes.';
comment on column pgfiles.file.form_max_size is
    'Bytes that an upload without a declared size may have: what its POST form or else its bucket '
    'allows. Not every store keeps to it, so the worker checks it again.';
comment on column pgfiles.file.use_location is
    'The uploader consented to the photo''s place being written to the entity, if that has none.';
comment on column pgfiles.file.sha256 is
    'Hex digest of the bytes: declared by the client or computed by the worker.';
comment on column pgfiles.file.status is
    'pending (no bytes yet), uploaded (waits for a worker), processing, ready, rejected (the bytes '
    'are wrong), failed (we are).';
comment on column pgfiles.file.status_reason is
    'Why rejected or failed, one word; also why a ready file has no thumbnails.';
comment on column pgfiles.file.status_detail is
    'The same for a person: the limit and the value received.';
comment on column pgfiles.file.width is 'Pixels, upright.';
comment on column pgfiles.file.height is 'Pixels, upright.';
comment on column pgfiles.file.latitude is 'Degrees, WGS 84 (EXIF GPSLatitude).';
comment on column pgfiles.file.longitude is 'Degrees, WGS 84 (EXIF GPSLongitude).';
comment on column pgfiles.file.altitude is 'Metres above sea level (EXIF GPSAltitude).';
-- Lists are sorted by it, which an index can do only for what all readers are told alike.
comment on column pgfiles.file.captured_at is
    'Moment of capture, known if EXIF has an offset or GPS time, as far as everybody may know it '
    'who sees the file; otherwise hidden_captured_at.';
comment on column pgfiles.file.captured_at_local is
    'Capture time on the camera''s clock (EXIF DateTimeOriginal).';
comment on column pgfiles.file.orientation is
    'EXIF Orientation 1..8 of the original; thumbnails are upright.';
-- In the row and not in a table of their own: a list of files with three signed thumbnails each
-- then is one scan, and its computed columns are inlined, which halves their cost.
comment on column pgfiles.file.variants is
    'Smaller copies by name: s3_key, file_type, file_size in bytes, width and height in pixels; '
    'null if there are none.';
comment on column pgfiles.file.exif is 'All EXIF tags as text, bounded, binary left out.';
comment on column pgfiles.file.perceptual_hash is
    '64 bits of what the picture looks like: the fewer differ, the more alike two are.';
comment on column pgfiles.file.labels is 'What the functions of pgfiles.hook said about it.';
comment on column pgfiles.file.camera_make is 'Maker of the camera (EXIF Make).';
comment on column pgfiles.file.camera_model is 'Model of the camera (EXIF Model).';
comment on column pgfiles.file.lens_model is 'Lens (EXIF LensModel).';
comment on column pgfiles.file.exposure_time is 'Seconds (EXIF ExposureTime).';
comment on column pgfiles.file.f_number is 'Aperture (EXIF FNumber).';
comment on column pgfiles.file.iso is 'Sensitivity (EXIF PhotographicSensitivity).';
comment on column pgfiles.file.focal_length is 'Millimetres (EXIF FocalLength).';
comment on column pgfiles.file.entity_id is 'See entity_type.';
comment on column pgfiles.file.bucket is 'Name of the bucket in pgfiles.bucket.';
comment on column pgfiles.file.s3_original_key is
    'S3 key of the original, as it was uploaded.';
comment on column pgfiles.file.created_at is 'When its upload was asked for.';
comment on column pgfiles.file.uploaded_at is 'When its upload was confirmed.';
comment on column pgfiles.file.processed_at is 'When it became ready, rejected or failed.';
comment on column pgfiles.file.etag is 'What the store called the bytes that were checked.';
comment on column pgfiles.file.store_version_id is
    'Their version, if the store keeps versions of objects.';
comment on column pgfiles.file.variant_folder is
    'Where the smaller copies are; null: beside the original.';
comment on column pgfiles.file.deleted_at is 'In the trash since; null: not deleted.';
comment on column pgfiles.file.deleted_by is
    'Who put it there, by the token, or role:<name> outside a request.';
comment on column pgfiles.file.deletion_cause is
    'Why it is there: deleted (by somebody), entity_deleted (with the row that it belongs to), '
    'column_changed (the column that named it names another one, or its row is gone).';
comment on column pgfiles.file.purge_at is 'When the trash is emptied of it.';
comment on column pgfiles.file.expires_at is 'From then on nobody sees it; null: never.';
comment on column pgfiles.file.is_held is 'Under a legal hold: not to be destroyed.';
comment on column pgfiles.file.version is 'Counts the contents that it has had, from 1.';
comment on column pgfiles.file.replaces_id is
    'Of an upload that is to become the next version of a file: which one.';
comment on column pgfiles.file.title is 'For people, instead of the file''s name.';
comment on column pgfiles.file.caption is 'What is said beside it.';
comment on column pgfiles.file.alt_text is 'What it shows, for those who cannot see it.';
comment on column pgfiles.file.position is 'Its place among the files of its entity.';
comment on column pgfiles.file.metadata is 'The application''s own.';
comment on column pgfiles.file.focal_x is
    'What matters most in the picture: 0 left, 1 right; null: the middle.';
comment on column pgfiles.file.focal_y is 'The same: 0 top, 1 bottom.';
comment on column pgfiles.file.thumbhash is
    'A blurred picture of it in at most 28 bytes (ThumbHash), to show while it is loaded.';
comment on column pgfiles.file.duration is 'Of a film or sound, in seconds.';
comment on column pgfiles.file.is_ready is
    'True: ready; false: rejected or failed; null: on its way.';
comment on column pgfiles.file.problem is
    'rejected, quarantined or failed; null: nothing, as of now.';
comment on column pgfiles.file.hidden_captured_at is
    'Stands for captured_at while the exif_policy of its bucket is strip.';

comment on column pgfiles.file.checked_key is
    'S3 key of the worker''s copy of the original, which no client has a URL to write to; null: '
    'the store keeps a second upload from replacing the first, and s3_original_key is what was '
    'checked.';
comment on column pgfiles.file.is_deleted is
    'Whether it is in the trash. What indexes are for: of a null nobody knows how many there are '
    'before the first statistics.';
comment on column pgfiles.file.is_type_guessed is
    'The uploader has not said the type: until a worker has looked, file_type is what the name '
    'tells, and then what the bytes are.';
comment on column pgfiles.file.renewed_at is
    'When its upload was last begun anew, under another key (renew_upload).';

create trigger prepare_file
    before insert on pgfiles.file
    for each row
    when (new.s3_original_key is null)
    execute function pgfiles.prepare_file();

create trigger check_new_files
    after insert on pgfiles.file
    referencing new table as new_file
    for each statement execute function pgfiles.check_new_files();

create trigger hide_captured_at
    before insert or update of captured_at, bucket on pgfiles.file
    for each row
    when (new.captured_at is not null)
    execute function pgfiles.hide_captured_at();

create trigger guard_change
    before update of entity_type, entity_id, deleted_at on pgfiles.file
    for each row execute function pgfiles.guard_change();

create trigger stamp_deletion
    before update of deleted_at on pgfiles.file
    for each row
    when ((old.deleted_at is null) <> (new.deleted_at is null))
    execute function pgfiles.stamp_deletion();

create trigger announce_status
    after update on pgfiles.file
    referencing old table as old_file new table as new_file
    for each statement execute function pgfiles.announce_status();

create trigger fill_entity_location
    before update of status on pgfiles.file
    for each row
    when (new.status = 'ready' and old.status <> 'ready' and new.use_location)
    execute function pgfiles.fill_entity_location();

create trigger count_new_usage
    after insert on pgfiles.file
    referencing new table as counted_file
    for each statement execute function pgfiles.count_usage();

create trigger count_deleted_usage
    after delete on pgfiles.file
    referencing old table as counted_file
    for each statement execute function pgfiles.count_usage();

create trigger count_changed_usage
    after update on pgfiles.file
    for each row
    when (
        old.organization_id <> new.organization_id
        or old.owner_id <> new.owner_id
        or pgfiles.charged_bytes(old.status, old.file_size, old.form_max_size, old.deleted_at)
            is distinct from pgfiles.charged_bytes(
                new.status, new.file_size, new.form_max_size, new.deleted_at))
    execute function pgfiles.count_change();

-- Where replication or a parallel restore brings the rows, which bring no counts, they are counted
-- one by one: replication knows no statements. The condition keeps them from being counted twice
-- after somebody has enabled all triggers.
create trigger count_replicated_usage
    after insert or delete on pgfiles.file
    for each row
    when (current_setting('session_replication_role') = 'replica')
    execute function pgfiles.count_change();

alter table pgfiles.file enable replica trigger count_replicated_usage;
alter table pgfiles.file enable always trigger count_changed_usage;

create trigger log_change
    after update of organization_id, owner_id, entity_type, entity_id on pgfiles.file
    for each row execute function pgfiles.log_change('organization_id', 'owner_id', 'entity_type',
        'entity_id', 'file_name', 'file_type', 'file_size', 'bucket', 's3_original_key');

create trigger keep_held_file
    before delete on pgfiles.file
    for each row
    when (old.is_held)
    execute function pgfiles.keep_held_file();

-- A row and not a statement, since a statement that names a partition has none here. Its name sorts
-- before those of foreign keys, which take the file's jobs and its upload in parts along. Not where
-- rows come by replication: who publishes them deletes their objects.
create trigger "00_doom_objects"
    after delete on pgfiles.file
    for each row execute function pgfiles.doom_deleted_file();

create trigger doom_refused_file
    after update on pgfiles.file
    for each row
    when (
        new.status = 'rejected'
        and (new.status, new.status_reason) is distinct from (old.status, old.status_reason))
    execute function pgfiles.doom_refused_file();

create trigger log_deleted_files
    after delete on pgfiles.file
    referencing old table as deleted_file
    for each statement execute function pgfiles.log_deleted_files();

select pg_catalog.pg_extension_config_dump('pgfiles.file', '');

alter table pgfiles.file enable row level security;

create policy file_select_by_entity_access on pgfiles.file
    for select
    using (
        organization_id = (select pgfiles.current_organization_id())
        and (
            owner_id = (select pgfiles.current_user_id())
            or (select pgfiles.is_org_admin())
            -- What is not there yet, or was refused, concerns the uploader only; what is in the
            -- trash, whoever put it there as well.
            or deleted_by = (select pgfiles.current_user_id())
            or (not is_deleted and status not in ('pending', 'rejected')
                and pgfiles.can_see_entity(entity_type, entity_id))
        )
    );

-- What is behind a select is asked once for a statement. The rest is asked once for all of its
-- rows, too, by the trigger check_new_files.
create policy file_insert_by_entity_access on pgfiles.file
    for insert
    with check (
        organization_id = (select pgfiles.current_organization_id())
        and owner_id = (select pgfiles.current_user_id())
        and uploader_id is not distinct from (
            select u.id
            from pgfiles.app_user u
            where u.organization_id = (select pgfiles.current_organization_id())
                and u.user_id = (select pgfiles.current_user_id()))
        and status = 'pending'
    );

-- Whose privilege it is to update, the API role has for entity_type, entity_id and deleted_at only:
-- a file is deleted, or one of one's own given to an entity. What a policy cannot see, since it
-- does not know both rows, guard_change compares.
create policy file_update_by_entity_access on pgfiles.file
    for update
    using (
        -- "Is not distinct", so that a file is found by its id and by nothing else: the index of
        -- the owner's files would be read whole.
        organization_id is not distinct from (select pgfiles.current_organization_id())
        and not is_deleted
        and (
            owner_id is not distinct from (select pgfiles.current_user_id())
            or (select pgfiles.is_org_admin())
            or pgfiles.may_delete_of_entity(entity_type, entity_id)
        )
    )
    with check (deleted_at is not null or pgfiles.can_edit_entity(entity_type, entity_id));
