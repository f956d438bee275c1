create view files.undeletable_objects
    with (security_invoker = true)
as
select d.id, d.bucket, d.s3_key, d.upload_id, d.file_id, d.cause, d.bytes, d.attempts, d.last_error,
    d.doomed_at, d.died_at
from pgfiles.doomed_object d
where d.died_at is not null;

comment on view files.undeletable_objects is
$$Objects of deleted files that the store would not delete

They used up their attempts. files.retry_deletions gives them another round; until then they are
kept, because they are paid for. For DBAs.$$;
comment on column files.undeletable_objects.id is 'Of the line.';
comment on column files.undeletable_objects.bucket is 'Name of the bucket in pgfiles.bucket.';
comment on column files.undeletable_objects.s3_key is 'Key of the object, or its folder.';
comment on column files.undeletable_objects.upload_id is
    'An upload in parts that was to be aborted.';
comment on column files.undeletable_objects.file_id is 'The file that it belonged to.';
comment on column files.undeletable_objects.cause is 'Why it is needed no more.';
comment on column files.undeletable_objects.bytes is 'How many bytes it has.';
comment on column files.undeletable_objects.attempts is 'How often it was tried.';
comment on column files.undeletable_objects.last_error is 'Why the last attempt did not succeed.';
comment on column files.undeletable_objects.doomed_at is 'Since when nothing needs it.';
comment on column files.undeletable_objects.died_at is 'When it was given up.';
