create table pgfiles.quota_usage (
    organization_id text,
    id bigint generated always as identity,
    bytes bigint not null,
    files bigint not null,
    primary key (organization_id, id)
);

comment on table pgfiles.quota_usage is
    'What organizations use, as a list of changes: the sum of an organization''s rows counts. '
    'Nobody waits for a row, since every change is a new one; fold_quota_usage makes one of many. '
    'Not dumped: restored files count themselves.';
comment on column pgfiles.quota_usage.organization_id is 'Whose files.';
comment on column pgfiles.quota_usage.id is 'Of the row; means nothing.';
comment on column pgfiles.quota_usage.bytes is 'Bytes more, or less if negative.';
comment on column pgfiles.quota_usage.files is 'Files more, or less if negative.';

alter table pgfiles.quota_usage enable row level security;

create policy quota_usage_select_by_organization on pgfiles.quota_usage
    for select
    using (organization_id = (select pgfiles.current_organization_id()));
