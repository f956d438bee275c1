create table pgfiles.file_version (
    file_id uuid references pgfiles.file (id) on delete cascade,
    version integer check (version >= 1),
    organization_id text not null,
    bucket text not null references pgfiles.bucket (name),
    s3_original_key text collate "C" not null,
    variant_folder text,
    file_name text not null,
    file_type text not null,
    file_size bigint not null check (file_size >= 0),
    sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
    etag text,
    store_version_id text,
    variants jsonb,
    content jsonb not null default '{}',
    uploaded_by text not null,
    created_at timestamptz not null,
    superseded_at timestamptz not null default now(),
    primary key (file_id, version),
    constraint file_version_key_is_unique unique (bucket, s3_original_key)
);

comment on table pgfiles.file_version is
    'What files contained before: each row is a content with its objects in the store.';
comment on column pgfiles.file_version.file_id is 'Of which file.';
comment on column pgfiles.file_version.version is 'Which of its contents, from 1.';
comment on column pgfiles.file_version.organization_id is 'That of the file.';
comment on column pgfiles.file_version.bucket is 'Name of the bucket in pgfiles.bucket.';
comment on column pgfiles.file_version.s3_original_key is 'S3 key of the original.';
comment on column pgfiles.file_version.variant_folder is
    'Where the smaller copies are; null: beside the original.';
comment on column pgfiles.file_version.file_name is 'As the client named it.';
comment on column pgfiles.file_version.file_type is 'Content type.';
comment on column pgfiles.file_version.file_size is 'Bytes.';
comment on column pgfiles.file_version.sha256 is 'Hex digest of the bytes.';
comment on column pgfiles.file_version.etag is 'What the store called the bytes.';
comment on column pgfiles.file_version.store_version_id is
    'Their version, if the store keeps versions of objects.';
comment on column pgfiles.file_version.variants is 'The smaller copies, as in pgfiles.file.';
comment on column pgfiles.file_version.content is
    'What else the file''s row says of this content: pixels, EXIF, labels.';
comment on column pgfiles.file_version.uploaded_by is 'By the token.';
comment on column pgfiles.file_version.created_at is 'When its upload was asked for.';
comment on column pgfiles.file_version.superseded_at is 'When the next content took its place.';

select pg_catalog.pg_extension_config_dump('pgfiles.file_version', '');

alter table pgfiles.file_version enable row level security;
