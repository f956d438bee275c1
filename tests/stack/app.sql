-- A small application as the demo and the tests see it: roles as PostgREST wants them, one table of its own, and pgfiles on top.
-- psql variables: s3_endpoint, bucket, authenticator_password.

create role anon nologin;
create role authenticated nologin;
create role api_user nologin;
create role api_editor nologin;
create role api_admin nologin;
create role api_service_idp nologin;
create role pgfiles_worker login;
create role authenticator login noinherit password :'authenticator_password';
grant anon, authenticated, api_user, api_editor, api_admin, api_service_idp to authenticator;

create schema app;
create table app.site (
    id uuid primary key default gen_random_uuid(),
    organization_id text not null,
    name text not null,
    is_archived boolean not null default false,
    latitude double precision,
    longitude double precision
);
alter table app.site enable row level security;
grant usage on schema app to authenticated, api_user, api_editor, api_admin;
grant select on app.site to api_user;
grant select, update on app.site to api_editor, api_admin;
grant select, insert, update, delete on app.site to authenticated;

-- An organization sees its sites and may change those that are not archived.
create policy site_select_by_organization on app.site
    for select
    using (organization_id = (select current_setting('request.jwt.claims', true)::jsonb #>> '{user,organization_id}'));
create policy site_update_by_organization on app.site
    for update
    using (
        not is_archived
        and organization_id = (select current_setting('request.jwt.claims', true)::jsonb #>> '{user,organization_id}')
    );

insert into app.site (id, organization_id, name, is_archived) values
    ('5eed0000-0000-4000-8000-000000000001', 'acme', 'Wind farm North', false),
    ('5eed0000-0000-4000-8000-000000000002', 'acme', 'Old quarry', true),
    ('5eed0000-0000-4000-8000-000000000003', 'globex', 'Harbour', false);

insert into pgfiles.bucket (name, s3_bucket, endpoint, is_path_style, is_default) values
    ('main', :'bucket', :'s3_endpoint', true, true);
insert into pgfiles.entity_type (name, table_name) values ('site', 'app.site');

-- Whoever signs in as authenticated is what his claims say, admin of his organization or not; editors upload, users look
-- and download.
select files.grant_api_to('authenticated', 'admin');
select files.grant_api_to('api_user', 'read');
select files.grant_api_to('api_editor', 'write');
select files.grant_api_to('api_admin', 'admin');
-- The identity provider tells of its users; and PostgREST's pre-request runs for everybody.
select files.grant_api_to('api_service_idp', 'service');
select files.grant_api_to('anon', 'none');
-- What runs workers is no superuser.
select pgfiles.grant_worker_to('pgfiles_worker');
