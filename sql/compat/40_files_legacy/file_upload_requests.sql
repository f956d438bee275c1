create view files_legacy.file_upload_requests
    with (security_invoker = true)
as
select
    r.id,
    r.entity_type,
    r.entity_id,
    r.file_name,
    r.file_type,
    r.status,
    r.presigned_url,
    r.error_message,
    r.s3_key,
    r.file_id,
    r.created_at
from files.file_upload_requests r;

comment on view files_legacy.file_upload_requests is
    'The caller''s own upload requests: the view file_upload_requests of schema files.';
comment on column files_legacy.file_upload_requests.id is 'Of the request, and of the file.';
comment on column files_legacy.file_upload_requests.entity_type is
    'Kind of the row that the file belongs to.';
comment on column files_legacy.file_upload_requests.entity_id is
    'Id of the row that the file belongs to.';
comment on column files_legacy.file_upload_requests.file_name is 'As the client named it.';
comment on column files_legacy.file_upload_requests.file_type is
    'Content type; send it with the PUT.';
comment on column files_legacy.file_upload_requests.status is
    'completed, or failed once the file was rejected or has failed.';
comment on column files_legacy.file_upload_requests.presigned_url is
    'The PUT''s URL for 900 seconds; null once the upload was confirmed.';
comment on column files_legacy.file_upload_requests.error_message is
    'Why it failed; empty otherwise.';
comment on column files_legacy.file_upload_requests.s3_key is
    'The key to insert into files as s3_original_key.';
comment on column files_legacy.file_upload_requests.file_id is 'The same as id.';
comment on column files_legacy.file_upload_requests.created_at is 'When it was asked for.';
