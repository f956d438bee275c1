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

select pg_catalog.pg_extension_config_dump('pgfiles.variant', '');

alter table pgfiles.variant enable row level security;

create policy variant_select_by_file on pgfiles.variant
    for select
    using (exists (select from pgfiles.file f where f.id = variant.file_id));
