create table pgfiles.bucket_branch (
    bucket text primary key references pgfiles.bucket (name) on update cascade on delete cascade,
    default_bucket text,
    routes jsonb not null,
    opened_at timestamptz not null default now()
);

comment on table pgfiles.bucket_branch is
    'Buckets into which a copy of a database puts its own files, see files.open_branch.';
comment on column pgfiles.bucket_branch.bucket is 'Name of the bucket in pgfiles.bucket.';
comment on column pgfiles.bucket_branch.default_bucket is 'Which one was the default before.';
comment on column pgfiles.bucket_branch.routes is 'The rows of pgfiles.bucket_route before.';
comment on column pgfiles.bucket_branch.opened_at is 'Since when.';

select pg_catalog.pg_extension_config_dump('pgfiles.bucket_branch', '');

alter table pgfiles.bucket_branch enable row level security;
