create table pgfiles.multipart_upload (
    file_id uuid primary key references pgfiles.file (id) on delete cascade,
    upload_id text,
    part_size bigint not null check (part_size between 5242880 and 5368709120),
    part_count integer not null check (part_count between 1 and 10000),
    created_at timestamptz not null default now(),
    last_activity_at timestamptz not null default now()
);

create index multipart_upload_by_activity on pgfiles.multipart_upload (last_activity_at);

comment on table pgfiles.multipart_upload is
    'Uploads in parts that are under way. Kept here because an object store''s own list cannot be '
    'relied on (MinIO forgets it).';
comment on column pgfiles.multipart_upload.upload_id is
    'As S3 gave it to the client; null until the client shows it.';
comment on column pgfiles.multipart_upload.part_size is
    'Bytes of every part but the last; S3 takes 5 MiB to 5 GiB.';
comment on column pgfiles.multipart_upload.last_activity_at is
    'When something was last signed; what is abandoned is told by this.';
comment on column pgfiles.multipart_upload.file_id is 'The file that is uploaded.';
comment on column pgfiles.multipart_upload.part_count is 'Number of parts, 1 to 10,000.';
comment on column pgfiles.multipart_upload.created_at is 'When it was begun.';

select pg_catalog.pg_extension_config_dump('pgfiles.multipart_upload', '');

alter table pgfiles.multipart_upload enable row level security;
