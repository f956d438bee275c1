-- An application that has PostgREST already.
create role anon nologin;
create role authenticated nologin;
create schema app;
create table app.site (id uuid primary key default gen_random_uuid(), organization_id text not null, name text not null);
alter table app.site enable row level security;
