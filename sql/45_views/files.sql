create view files.files
    with (security_invoker = true)
as
select
    f.id,
    f.entity_type,
    f.entity_id,
    f.file_name,
    f.file_type,
    f.file_size,
    f.sha256,
    f.status,
    f.status_reason,
    f.status_detail,
    f.width,
    f.height,
    case when guarded.name is null then f.latitude end as latitude,
    case when guarded.name is null then f.longitude end as longitude,
    case when guarded.name is null then f.altitude end as altitude,
    pgfiles.shown_moment(f.captured_at, stripped.name is not null) as captured_at,
    case when stripped.name is null then f.captured_at_local end as captured_at_local,
    case when stripped.name is null then f.camera_make end as camera_make,
    case when stripped.name is null then f.camera_model end as camera_model,
    case when stripped.name is null then f.lens_model end as lens_model,
    case when stripped.name is null then f.exposure_time end as exposure_time,
    case when stripped.name is null then f.f_number end as f_number,
    case when stripped.name is null then f.iso end as iso,
    case when stripped.name is null then f.focal_length end as focal_length,
    case when stripped.name is null then f.orientation end as orientation,
    case
        when guarded.name is null then f.exif
        when stripped.name is null then pgfiles.without_gps(f.exif)
    end as exif,
    f.organization_id,
    f.owner_id,
    f.uploader_id,
    f.bucket,
    f.s3_original_key,
    f.created_at,
    f.uploaded_at,
    f.processed_at,
    -- Of a file in quarantine they are kept, and shown when it is released.
    case when f.status = 'ready' then f.variants end as variants,
    f.labels,
    case when guarded.name is null then coalesce(f.checked_key, f.s3_original_key)
        else f.variants #>> '{stripped,s3_key}'
    end as download_key,
    f.version,
    f.title,
    f.caption,
    f.alt_text,
    f.position,
    f.metadata,
    f.focal_x,
    f.focal_y,
    encode(f.thumbhash, 'base64') as placeholder,
    f.duration,
    -- New columns go to the end: an upgrade can put them nowhere else.
    f.is_ready,
    f.problem,
    case when stripped.name is null then f.hidden_captured_at end as hidden_captured_at
from pgfiles.file f
-- The bucket if its policy holds for this reader, and again if the policy is strip; otherwise, and
-- for most buckets, nothing. Here and not in every column: the caller is looked at once for a
-- query, and a query without these columns does without the joins. The columns only test for null,
-- which costs nothing: the planner inlines the computed columns as long as all expressions of a row
-- together cost less than ten operators.
left join pgfiles.bucket guarded
    on guarded.name = f.bucket
    and guarded.exif_policy <> 'keep'
    and f.owner_id is distinct from (select pgfiles.current_user_id())
    and not (select pgfiles.is_org_admin() or pgfiles.is_dba())
left join pgfiles.bucket stripped
    on stripped.name = guarded.name
    and stripped.exif_policy = 'strip'
where not f.is_deleted;

comment on view files.files is
$$Files that the caller may see

A file of an entity is seen by whoever sees the entity's row, within the caller's organization; a
file without an entity by its owner; both by an admin of the organization. Signed URLs are computed
columns: select=id,file_name,download_url.

A bucket may hide EXIF, or only the place, from others than the uploader and the admins.$$;

comment on column files.files.id is 'uuid version 7: ordered by time of creation.';
comment on column files.files.entity_type is
    'With entity_id: the row of the application that the file belongs to; null: its owner''s.';
comment on column files.files.entity_id is 'See entity_type.';
comment on column files.files.file_name is 'As the client named it; never part of a key.';
comment on column files.files.file_type is
    'Content type as declared, confirmed against the bytes before ready; if none was declared, '
    'that of the name or the bytes.';
comment on column files.files.file_size is 'Bytes, as declared and signed into the upload.';
comment on column files.files.sha256 is
    'Hex digest of the bytes: declared by the client or computed by the worker.';
comment on column files.files.status is
    'pending (no bytes yet), uploaded (waits for a worker), processing, ready, rejected (the bytes '
    'are wrong), failed (we are).';
comment on column files.files.status_reason is
    'Why rejected or failed, one word; also why a ready file has no thumbnails.';
comment on column files.files.status_detail is
    'The same for a person: the limit and the value received.';
comment on column files.files.width is 'Pixels, upright.';
comment on column files.files.height is 'Pixels, upright.';
comment on column files.files.latitude is 'Degrees, WGS 84 (EXIF GPSLatitude).';
comment on column files.files.longitude is 'Degrees, WGS 84 (EXIF GPSLongitude).';
comment on column files.files.altitude is 'Metres above sea level (EXIF GPSAltitude).';
comment on column files.files.captured_at is
    'Moment of capture, known if EXIF has an offset or GPS time and the bucket does not hide it. '
    'order=captured_at.desc.nullslast';
comment on column files.files.captured_at_local is
    'Capture time on the camera''s clock (EXIF DateTimeOriginal).';
comment on column files.files.camera_make is 'Maker of the camera (EXIF Make).';
comment on column files.files.camera_model is 'Model of the camera (EXIF Model).';
comment on column files.files.lens_model is 'Lens (EXIF LensModel).';
comment on column files.files.exposure_time is 'Seconds (EXIF ExposureTime).';
comment on column files.files.f_number is 'Aperture (EXIF FNumber).';
comment on column files.files.iso is 'Sensitivity (EXIF PhotographicSensitivity).';
comment on column files.files.focal_length is 'Millimetres (EXIF FocalLength).';
comment on column files.files.orientation is
    'EXIF Orientation 1..8 of the original; thumbnails are upright.';
comment on column files.files.exif is 'All EXIF tags as text, bounded, binary left out.';
comment on column files.files.labels is 'What classifiers said about it; null: nothing.';
comment on column files.files.download_key is
    'S3 key of what the caller downloads as the original: of the original, or of its copy without '
    'metadata; null if there is none.';
comment on column files.files.organization_id is
    'Tenant by the uploader''s token; first segment of the key.';
comment on column files.files.owner_id is 'The uploader by the token.';
comment on column files.files.uploader_id is
    'The uploader''s row in users: select=*,users(display_name); null if not known there.';
comment on column files.files.bucket is 'Name of the bucket in pgfiles.bucket.';
comment on column files.files.s3_original_key is
    'S3 key of the original, as it was uploaded.';
comment on column files.files.created_at is 'When its upload was asked for.';
comment on column files.files.uploaded_at is 'When its upload was confirmed.';
comment on column files.files.processed_at is 'When it became ready, rejected or failed.';
comment on column files.files.variants is
    'Smaller copies by name: s3_key, file_type, file_size in bytes, width and height in pixels; '
    'null if there are none.';
comment on column files.files.version is 'Counts the contents that it has had, from 1.';
comment on column files.files.title is 'For people, instead of the file''s name.';
comment on column files.files.caption is 'What is said beside it.';
comment on column files.files.alt_text is 'What it shows, for those who cannot see it.';
comment on column files.files.position is 'Its place among the files of its entity.';
comment on column files.files.metadata is 'The application''s own.';
comment on column files.files.focal_x is
    'What matters most in the picture: 0 left, 1 right; null: the middle.';
comment on column files.files.focal_y is 'The same: 0 top, 1 bottom.';
comment on column files.files.placeholder is
    'A blurred picture of it to show while it is loaded: a ThumbHash as base64.';
comment on column files.files.duration is 'Of a film or sound, in seconds.';
comment on column files.files.is_ready is
    'True: ready; false: rejected or failed; null: on its way.';
comment on column files.files.problem is
    'rejected, quarantined or failed; null: nothing, as of now. To search by instead of status: '
    'problem=eq.failed.';
comment on column files.files.hidden_captured_at is
    'Moment of capture in a bucket that hides it: for the uploader and the admins.';

create trigger register_upload
    instead of insert on files.files
    for each row execute function pgfiles.register_upload();

create trigger refuse_change
    instead of update or delete on files.files
    for each row execute function pgfiles.refuse_change();
