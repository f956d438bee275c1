create view files_legacy.files
    with (security_invoker = true)
as
select
    f.id,
    f.entity_type,
    f.entity_id,
    f.file_name,
    f.file_type,
    f.file_size,
    f.bucket as s3_bucket,
    f.s3_original_key,
    f.variants #>> '{thumbnail_small,s3_key}' as s3_thumbnail_small_key,
    f.variants #>> '{thumbnail_medium,s3_key}' as s3_thumbnail_medium_key,
    f.variants #>> '{thumbnail_large,s3_key}' as s3_thumbnail_large_key,
    case
        when f.status in ('pending', 'uploaded') then 'pending'
        when f.status = 'processing' then 'processing'
        when f.status in ('rejected', 'failed') then 'failed'
        when f.variants ?| '{thumbnail_small,thumbnail_medium,thumbnail_large}' then 'completed'
        else 'not_applicable'
    end as thumbnail_status,
    case when f.status in ('rejected', 'failed')
        then concat_ws(': ', f.status_reason, f.status_detail)
    end as thumbnail_error,
    f.exif as exif_data,
    files.download_url(f) as original_url,
    files.thumbnail_small_url(f) as thumbnail_small_url,
    files.thumbnail_medium_url(f) as thumbnail_medium_url,
    files.thumbnail_large_url(f) as thumbnail_large_url,
    f.owner_id as created_by,
    f.created_at,
    coalesce(f.processed_at, f.uploaded_at, f.created_at) as updated_at
from files.files f;

comment on view files_legacy.files is
$$Files that the caller may see, under the names of older services

The view files with other names of columns. An insert of entity_type, entity_id, file_name,
file_type, file_size and s3_original_key confirms the upload of that key, as there.$$;

comment on column files_legacy.files.id is 'As files.id.';
comment on column files_legacy.files.entity_type is 'As files.entity_type.';
comment on column files_legacy.files.entity_id is 'As files.entity_id.';
comment on column files_legacy.files.file_name is 'As files.file_name.';
comment on column files_legacy.files.file_type is 'As files.file_type.';
comment on column files_legacy.files.file_size is 'As files.file_size: bytes.';
comment on column files_legacy.files.s3_bucket is 'Name of the bucket, as files.bucket.';
comment on column files_legacy.files.s3_original_key is 'As files.s3_original_key.';
comment on column files_legacy.files.s3_thumbnail_small_key is
    'S3 key of the small thumbnail; null until there is one.';
comment on column files_legacy.files.s3_thumbnail_medium_key is
    'S3 key of the medium thumbnail; null until there is one.';
comment on column files_legacy.files.s3_thumbnail_large_key is
    'S3 key of the large thumbnail; null until there is one.';
comment on column files_legacy.files.thumbnail_status is
    'pending until a worker takes it up, processing, completed, failed (status rejected or '
    'failed), or not_applicable: ready, and nothing of which thumbnails are made.';
comment on column files_legacy.files.thumbnail_error is
    'Why it failed: status_reason and status_detail; null otherwise.';
comment on column files_legacy.files.exif_data is 'As files.exif.';
comment on column files_legacy.files.original_url is
    'As files.download_url: signed at each reading.';
comment on column files_legacy.files.thumbnail_small_url is 'As files.thumbnail_small_url.';
comment on column files_legacy.files.thumbnail_medium_url is 'As files.thumbnail_medium_url.';
comment on column files_legacy.files.thumbnail_large_url is 'As files.thumbnail_large_url.';
comment on column files_legacy.files.created_by is 'As files.owner_id.';
comment on column files_legacy.files.created_at is 'As files.created_at.';
comment on column files_legacy.files.updated_at is
    'When it was last changed by an upload or a worker.';
