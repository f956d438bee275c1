-- A small application as the demo and the tests see it: roles as PostgREST wants them, one table of its own, and pgfiles on top.
-- psql variables: s3_endpoint, bucket, authenticator_password.

create role anon nologin;
create role authenticated nologin;
create role authenticator login noinherit password :'authenticator_password';
grant anon, authenticated to authenticator;

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
grant usage on schema app to authenticated;
grant select, insert, update, delete on app.site to authenticated;

-- An organization sees its sites and may change those that are not archived.
create policy site_select_by_organization on app.site
    for select to authenticated
    using (organization_id = (select current_setting('request.jwt.claims', true)::jsonb #>> '{user,organization_id}'));
create policy site_update_by_organization on app.site
    for update to authenticated
    using (
        not is_archived
        and organization_id = (select current_setting('request.jwt.claims', true)::jsonb #>> '{user,organization_id}')
    );

insert into app.site (id, organization_id, name, is_archived) values
    ('5eed0000-0000-4000-8000-000000000001', 'acme', 'Wind farm North', false),
    ('5eed0000-0000-4000-8000-000000000002', 'acme', 'Old quarry', true),
    ('5eed0000-0000-4000-8000-000000000003', 'globex', 'Harbour', false);

insert into pgfiles.bucket (name, s3_bucket, endpoint, is_path_style, is_default, has_conditional_writes) values
    ('main', :'bucket', :'s3_endpoint', true, true, false);
insert into pgfiles.entity_type (name, table_name, latitude_column, longitude_column) values
    ('site', 'app.site', 'latitude', 'longitude');

select files.grant_api_to('authenticated');
