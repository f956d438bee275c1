create view files.upload_history
    with (security_invoker = true)
as
select
    a.id,
    a.file_name,
    a.file_type,
    a.file_size,
    a.status,
    a.status_reason,
    a.organization_id,
    a.owner_id,
    a.created_at,
    a.ended_at
from pgfiles.upload_archive a;

comment on view files.upload_history is
$$Uploads that never became a file, and are not in files any more

What was rejected, has failed, or was abandoned is in files for 7 days and then here, for 400 days.
One's own; all of the organization for its admins. Nothing of it can be downloaded or renewed.
Answered at once, however many there are: the latest (order=ended_at.desc,id&limit=50, then
ended_at=lt.... for the next page), also of one user (owner_id=eq....).$$;
comment on column files.upload_history.id is 'That the file had.';
comment on column files.upload_history.file_name is 'As the client named it.';
comment on column files.upload_history.file_type is 'Content type as declared.';
comment on column files.upload_history.file_size is 'Bytes, as declared; null: not known.';
comment on column files.upload_history.status is
    'rejected (the bytes were wrong, or never came) or failed (we did).';
comment on column files.upload_history.status_reason is 'Why, one word.';
comment on column files.upload_history.organization_id is 'Tenant by the uploader''s token.';
comment on column files.upload_history.owner_id is 'The uploader by the token.';
comment on column files.upload_history.created_at is 'When its upload was asked for.';
comment on column files.upload_history.ended_at is 'When it was rejected or failed.';
