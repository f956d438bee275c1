create table pgfiles.quota (
    organization_id text primary key,
    max_bytes bigint check (max_bytes >= 0),
    max_files bigint check (max_files >= 0),
    user_calls_per_minute integer check (user_calls_per_minute >= 0),
    organization_calls_per_minute integer check (organization_calls_per_minute >= 0)
);

comment on table pgfiles.quota is
    'What an organization may do where that differs from the settings. Null: as the setting of '
    'that name (quota_max_bytes, quota_max_files); 0: without limit.';
comment on column pgfiles.quota.organization_id is 'As the token names it; "_": without tenants.';
comment on column pgfiles.quota.max_bytes is 'Bytes that its files may have together.';
comment on column pgfiles.quota.max_files is 'Files that it may have.';
comment on column pgfiles.quota.user_calls_per_minute is
    'Calls that sign, for each of its users; a batch counts as one for each 1,000 items begun.';
comment on column pgfiles.quota.organization_calls_per_minute is 'The same for all together.';
-- As sentences, see verify_row.
comment on constraint quota_max_bytes_check on pgfiles.quota is
    'a number from 0 on; null: as the setting says';
comment on constraint quota_max_files_check on pgfiles.quota is
    'a number from 0 on; null: as the setting says';
comment on constraint quota_user_calls_per_minute_check on pgfiles.quota is
    'a number from 0 on; null: as the setting says';
comment on constraint quota_organization_calls_per_minute_check on pgfiles.quota is
    'a number from 0 on; null: as the setting says';

create trigger verify_row
    before insert or update on pgfiles.quota
    for each row execute function pgfiles.verify_row();

create trigger log_change
    after insert or update or delete on pgfiles.quota
    for each row execute function pgfiles.log_change();

select pg_catalog.pg_extension_config_dump('pgfiles.quota', '');

alter table pgfiles.quota enable row level security;

create policy quota_select_by_organization on pgfiles.quota
    for select
    using (organization_id = (select pgfiles.current_organization_id()));
