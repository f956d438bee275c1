create table pgfiles.variant (
    file_id uuid not null references pgfiles.file (id) on delete cascade,
    name text not null,
    s3_key text not null,
    file_type text not null,
    file_size bigint not null,
    width integer not null,
    height integer not null,
    created_at timestamptz not null default now(),
    primary key (file_id, name)
);

comment on table pgfiles.variant is 'The smaller copies that exist of a file, made by the specification of the same name.';
comment on column pgfiles.variant.file_id is 'The original''s file.';
comment on column pgfiles.variant.name is 'As the specification names it.';
comment on column pgfiles.variant.s3_key is 'Its key, beside the original''s.';
comment on column pgfiles.variant.file_type is 'Content type.';
comment on column pgfiles.variant.file_size is 'Bytes.';
comment on column pgfiles.variant.width is 'Pixels.';
comment on column pgfiles.variant.height is 'Pixels.';
comment on column pgfiles.variant.created_at is 'When it was made.';

select pg_catalog.pg_extension_config_dump('pgfiles.variant', '');

alter table pgfiles.variant enable row level security;

create policy variant_select_by_file on pgfiles.variant
    for select
    using (exists (select from pgfiles.file f where f.id = variant.file_id));
