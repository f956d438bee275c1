create table pgfiles.quota_usage (
    organization_id text,
    id bigint generated always as identity,
    bytes bigint not null,
    files bigint not null,
    owner_id text not null default '',
    primary key (organization_id, owner_id, id)
);

comment on table pgfiles.quota_usage is
    'What organizations and their users use, as a list of changes: the sum of the rows of one '
    'counts. Nobody waits for a row, since each change is a new one; fold_usage makes one of many. '
    'Not dumped: restored files count themselves.';
comment on column pgfiles.quota_usage.organization_id is 'Whose files.';
comment on column pgfiles.quota_usage.owner_id is
    'Whose files in that organization; empty: all of them together, which have rows of their own.';
comment on column pgfiles.quota_usage.id is 'Of the row; means nothing.';
comment on column pgfiles.quota_usage.bytes is 'Bytes more, or less if negative.';
comment on column pgfiles.quota_usage.files is 'Files more, or less if negative.';

-- Who writes folds, by chance: so that rows do not pile up where nobody reads them for want of a
-- quota. Under another isolation level he could meet what somebody folded meanwhile.
create trigger fold_some_usage
    after insert on pgfiles.quota_usage
    for each row
    when (random() < 0.02 and current_setting('transaction_isolation') = 'read committed')
    execute function pgfiles.fold_some_usage();

-- Rows come and go, and autovacuum's defaults do: readers mark the entries of dead rows, and 12,000
-- changes of one organization without any vacuum leave a reader at three buffers.
alter table pgfiles.quota_usage enable row level security;

create policy quota_usage_select_by_organization on pgfiles.quota_usage
    for select
    using (
        organization_id = (select pgfiles.current_organization_id())
        and (owner_id in ('', (select pgfiles.current_user_id()))
            or (select pgfiles.is_org_admin())));
