create table pgfiles.doomed_object (
    id bigint generated always as identity primary key,
    bucket text not null references pgfiles.bucket (name),
    s3_key text collate "C" not null,
    version_id text,
    upload_id text,
    is_prefix boolean not null default false,
    -- No foreign key: the file's row is gone.
    file_id uuid,
    organization_id text not null,
    bytes bigint not null default 0,
    cause text not null,
    file_row jsonb,
    doomed_at timestamptz not null default now(),
    delete_at timestamptz not null,
    leased_until timestamptz,
    attempts integer not null default 0,
    died_at timestamptz,
    last_error text
);

create unique index doomed_object_once on pgfiles.doomed_object
    (bucket, s3_key, coalesce(version_id, ''), coalesce(upload_id, ''));
create index doomed_object_waiting on pgfiles.doomed_object (bucket, delete_at)
    where died_at is null;
create index doomed_object_dead on pgfiles.doomed_object (died_at) where died_at is not null;
create index doomed_object_by_file on pgfiles.doomed_object (file_id) where file_id is not null;

comment on table pgfiles.doomed_object is
    'Objects of the store that no row needs any more, and that are to be deleted there: written in '
    'the transaction that removed the row, gone when the object is.';
comment on column pgfiles.doomed_object.id is 'Given out in order.';
comment on column pgfiles.doomed_object.bucket is 'Name of the bucket in pgfiles.bucket.';
comment on column pgfiles.doomed_object.s3_key is 'Key of the object, or how its keys begin.';
comment on column pgfiles.doomed_object.version_id is
    'Which version, if the store keeps versions of objects.';
comment on column pgfiles.doomed_object.upload_id is
    'An upload in parts to be aborted instead; *: all to that key, also those that nobody told of.';
comment on column pgfiles.doomed_object.is_prefix is 'All objects whose keys begin with s3_key.';
comment on column pgfiles.doomed_object.file_id is 'The file that it belonged to.';
comment on column pgfiles.doomed_object.organization_id is 'Whose it was.';
comment on column pgfiles.doomed_object.bytes is 'How many bytes are freed.';
comment on column pgfiles.doomed_object.cause is 'Why, one word.';
comment on column pgfiles.doomed_object.file_row is
    'The file''s row as it was, with the line of its original: so that it can be brought back as '
    'long as the object is there.';
comment on column pgfiles.doomed_object.doomed_at is 'Since when nothing needs it.';
comment on column pgfiles.doomed_object.delete_at is 'Not before this moment.';
comment on column pgfiles.doomed_object.leased_until is
    'A worker has it until then; a result is taken only with the lease that the worker was given.';
comment on column pgfiles.doomed_object.attempts is 'How often a worker took it.';
comment on column pgfiles.doomed_object.died_at is
    'All attempts used up since; kept until somebody looks.';
comment on column pgfiles.doomed_object.last_error is 'Why the last attempt did not succeed.';

select pg_catalog.pg_extension_config_dump('pgfiles.doomed_object', '');
select pg_catalog.pg_extension_config_dump('pgfiles.doomed_object_id_seq', '');

alter table pgfiles.doomed_object enable row level security;
