create table pgfiles.logged_action (
    id bigint generated always as identity primary key,
    logged_at timestamptz not null default clock_timestamp(),
    action text not null,
    organization_id text not null default pgfiles.current_organization_id(),
    user_id text default pgfiles.current_user_id(),
    role_name name not null default coalesce(nullif(current_setting('role'), 'none'), session_user),
    file_ids uuid[] not null default '{}',
    -- Of the headers no more than these two: another one is the caller's token.
    request_id text default left(coalesce(
        nullif(current_setting('request.headers', true), '')::json ->> 'x-request-id',
        nullif(current_setting('request.headers', true), '')::json ->> 'traceparent'), 200),
    method text default left(nullif(current_setting('request.method', true), ''), 10),
    path text default left(nullif(current_setting('request.path', true), ''), 200),
    table_name text,
    row_id text,
    old_row jsonb,
    new_row jsonb,
    statement text
);

-- What an admin asks for, and bytes of WAL for each line of 220: the latest 75, a user 110, an
-- action 125, a day 75, a file 75. In a GIN index a file is 165, so only those of batches are.
create index logged_action_by_organization on pgfiles.logged_action (organization_id, id);
create index logged_action_by_user on pgfiles.logged_action (organization_id, user_id, id);
create index logged_action_by_action on pgfiles.logged_action (organization_id, action, id);
create index logged_action_by_time on pgfiles.logged_action (organization_id, logged_at);
create index logged_action_by_file on pgfiles.logged_action ((file_ids[1]))
    where cardinality(file_ids) = 1;
create index logged_action_by_batch on pgfiles.logged_action using gin (file_ids)
    where cardinality(file_ids) > 1;

-- Row-level security compares with an organization that the planner does not know. Were it taken for
-- an average one of many, the latest lines of a large one would be sorted out of all; for one of a
-- few, those of a small one be looked for among everybody's.
alter table pgfiles.logged_action alter column organization_id set (n_distinct = 100);
-- Whoever is asked for is in that organization, mostly.
create statistics pgfiles.logged_action_users (dependencies)
    on organization_id, user_id from pgfiles.logged_action;

comment on statistics pgfiles.logged_action_users is 'Who belongs to which organization.';

comment on table pgfiles.logged_action is
    'Who did what: one line per call that signed or confirmed, and one per changed row of '
    'configuration and of deleted, moved or handed over files. Written in the transaction of its '
    'cause. Reads by GET, the computed columns and a standby leave none: their transactions are '
    'read-only. Kept for the setting audit_retention.';
comment on column pgfiles.logged_action.id is 'Given out in order.';
comment on column pgfiles.logged_action.logged_at is 'When.';
comment on column pgfiles.logged_action.action is
    'The API function; or insert, update, delete of a row of table_name.';
comment on column pgfiles.logged_action.organization_id is
    'That of the row if it has one, else the caller''s.';
comment on column pgfiles.logged_action.user_id is 'The caller by the token, or role:<name>.';
comment on column pgfiles.logged_action.role_name is 'The database role of the request.';
comment on column pgfiles.logged_action.file_ids is 'The files that it was about.';
comment on column pgfiles.logged_action.request_id is
    'Header X-Request-Id, else traceparent, if the client or a proxy sent one.';
comment on column pgfiles.logged_action.method is 'HTTP method; null outside a request.';
comment on column pgfiles.logged_action.path is 'Path of the request, without its query.';
comment on column pgfiles.logged_action.table_name is 'Whose row was changed; null for a call.';
comment on column pgfiles.logged_action.row_id is 'Key of that row.';
comment on column pgfiles.logged_action.old_row is 'What was changed, before.';
comment on column pgfiles.logged_action.new_row is 'What was changed, after.';
comment on column pgfiles.logged_action.statement is
    'The first 1,000 characters of the statement that changed the row.';

select pg_catalog.pg_extension_config_dump('pgfiles.logged_action', '');
select pg_catalog.pg_extension_config_dump('pgfiles.logged_action_id_seq', '');

alter table pgfiles.logged_action enable row level security;

create policy logged_action_select_by_admin on pgfiles.logged_action
    for select
    using (
        organization_id = (select pgfiles.current_organization_id())
        and (select pgfiles.is_org_admin()));
