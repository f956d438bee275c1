create table pgfiles.upload_archive (
    id uuid primary key,
    organization_id text not null,
    owner_id text not null,
    file_name text not null,
    file_type text not null,
    file_size bigint,
    status text not null,
    status_reason text,
    created_at timestamptz not null,
    ended_at timestamptz not null
);

-- A page of a list is read in the order of an index, as of pgfiles.file.
create index upload_archive_by_organization
    on pgfiles.upload_archive (organization_id, ended_at desc, id);
create index upload_archive_by_owner
    on pgfiles.upload_archive (organization_id, owner_id, ended_at desc, id);
-- For prune_upload_archive; so written that the planner does not take it for those lists, and read
-- what others have.
create index upload_archive_by_end
    on pgfiles.upload_archive ((ended_at at time zone 'UTC'));

-- As of pgfiles.file: row-level security compares with values that the planner does not know.
alter table pgfiles.upload_archive alter column organization_id set (n_distinct = 20);
alter table pgfiles.upload_archive alter column owner_id set (n_distinct = 3);

comment on table pgfiles.upload_archive is
    'What is left of uploads that never became a file: a line in place of their row, since the '
    'setting upload_archived_after has passed; kept for audit_retention.';
comment on column pgfiles.upload_archive.id is 'That the file had.';
comment on column pgfiles.upload_archive.organization_id is 'Tenant by the uploader''s token.';
comment on column pgfiles.upload_archive.owner_id is 'The uploader by the token.';
comment on column pgfiles.upload_archive.file_name is 'As the client named it.';
comment on column pgfiles.upload_archive.file_type is 'Content type as declared.';
comment on column pgfiles.upload_archive.file_size is 'Bytes, as declared; null: not known.';
comment on column pgfiles.upload_archive.status is
    'rejected (the bytes were wrong, or never came) or failed (we did).';
comment on column pgfiles.upload_archive.status_reason is 'Why, one word.';
comment on column pgfiles.upload_archive.created_at is 'When its upload was asked for.';
comment on column pgfiles.upload_archive.ended_at is 'When it was rejected or failed.';

select pg_catalog.pg_extension_config_dump('pgfiles.upload_archive', '');

alter table pgfiles.upload_archive enable row level security;

create policy upload_archive_select_by_owner_or_admin on pgfiles.upload_archive
    for select
    using (
        organization_id = (select pgfiles.current_organization_id())
        and (
            owner_id = (select pgfiles.current_user_id())
            or (select pgfiles.is_org_admin())));
