create table pgfiles.bucket_check (
    bucket text references pgfiles.bucket (name) on delete cascade,
    item text,
    is_ok boolean,
    finding text,
    checked_at timestamptz not null default now(),
    primary key (bucket, item)
);

comment on table pgfiles.bucket_check is
    'What a look at a bucket found: what its store can do, and how it is set up. Not dumped: a '
    'restored database looks for itself.';
comment on column pgfiles.bucket_check.bucket is 'Name of the bucket in pgfiles.bucket.';
comment on column pgfiles.bucket_check.item is 'What was looked at.';
comment on column pgfiles.bucket_check.is_ok is
    'Whether it is as it should be; null where the store has nothing of the kind, or did not tell.';
comment on column pgfiles.bucket_check.finding is 'What was found.';
comment on column pgfiles.bucket_check.checked_at is 'When.';

alter table pgfiles.bucket_check enable row level security;
