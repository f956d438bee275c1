create table audit.logged_actions (
    id bigint generated always as identity primary key,
    logged_at timestamptz not null default clock_timestamp(),
    action text not null,
    organization_id text not null,
    user_id text,
    role_name name not null,
    file_ids uuid[] not null,
    request_id text
);

create index logged_actions_by_time on audit.logged_actions using brin (logged_at);
create index logged_actions_by_file on audit.logged_actions using gin (file_ids);

comment on table audit.logged_actions is
    'One line per call that signed or confirmed, written in the transaction of the call. Reads by '
    'GET, the computed columns and a standby leave none: their transactions are read-only.';
comment on column audit.logged_actions.action is 'The API function.';
comment on column audit.logged_actions.user_id is 'The caller by the token, or role:<name>.';
comment on column audit.logged_actions.role_name is 'The database role of the request.';
comment on column audit.logged_actions.request_id is
    'Header X-Request-Id, if the client or a proxy sent one.';
comment on column audit.logged_actions.id is 'Given out in order.';
comment on column audit.logged_actions.logged_at is 'When.';
comment on column audit.logged_actions.organization_id is 'The caller''s organization.';
comment on column audit.logged_actions.file_ids is 'The files that the call was about.';

select pg_catalog.pg_extension_config_dump('audit.logged_actions', '');
select pg_catalog.pg_extension_config_dump('audit.logged_actions_id_seq', '');

alter table audit.logged_actions enable row level security;
