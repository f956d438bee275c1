create view files.file_upload_requests
    with (security_invoker = true)
as
select
    f.id,
    f.entity_type,
    f.entity_id,
    f.file_name,
    f.file_type,
    case
        when f.status in ('rejected', 'failed') then 'failed'
        else 'completed'
    end as status,
    case when f.status = 'pending' then (
        select u.url
        from pgfiles.sign_uploads(
            array[f.id], pgfiles.setting('upload_expires_in')::integer
        ) u
    ) end as presigned_url,
    concat_ws(': ', f.status_reason, f.status_detail) as error_message,
    f.s3_original_key as s3_key,
    f.id as file_id,
    f.created_at
from pgfiles.file f
where f.owner_id = (select pgfiles.current_user_id())
    and f.upload_method in ('put', 'unsized_put')
    and not f.is_deleted;

comment on view files.file_upload_requests is
$$The caller's own upload requests, for clients that poll

Every request is completed at once, with a URL that is signed anew at each reading while nothing was
uploaded.$$;
comment on column files.file_upload_requests.id is 'Of the request, and of the file.';
comment on column files.file_upload_requests.entity_type is
    'Kind of the row that the file belongs to.';
comment on column files.file_upload_requests.entity_id is 'Id of the row that the file belongs to.';
comment on column files.file_upload_requests.file_name is 'As the client named it.';
comment on column files.file_upload_requests.file_type is 'Content type; send it with the PUT.';
comment on column files.file_upload_requests.status is
    'completed, or failed once the file was rejected or has failed.';
comment on column files.file_upload_requests.presigned_url is
    'The PUT''s URL for 900 seconds; null once the upload was confirmed.';
comment on column files.file_upload_requests.error_message is 'Why it failed; empty otherwise.';
comment on column files.file_upload_requests.s3_key is
    'The key to insert into files as s3_original_key.';
comment on column files.file_upload_requests.file_id is 'The same as id.';
comment on column files.file_upload_requests.created_at is 'When it was asked for.';
