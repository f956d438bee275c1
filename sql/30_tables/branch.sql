create table pgfiles.branch (
    bucket text primary key references pgfiles.bucket (name) on update cascade on delete cascade,
    default_bucket text,
    routes jsonb not null,
    opened_at timestamptz not null default now()
);

comment on table pgfiles.branch is
    'Buckets into which a copy of a database puts its own files, see files.open_branch.';
comment on column pgfiles.branch.bucket is 'Name of the bucket in pgfiles.bucket.';
comment on column pgfiles.branch.default_bucket is 'Which one was the default before.';
comment on column pgfiles.branch.routes is 'The rows of pgfiles.bucket_route before.';
comment on column pgfiles.branch.opened_at is 'Since when.';

select pg_catalog.pg_extension_config_dump('pgfiles.branch', '');

alter table pgfiles.branch enable row level security;
