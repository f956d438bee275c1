-- The application's own.
create schema app;
create table app.site (id uuid primary key default gen_random_uuid(), organization_id text not null, name text not null, is_archived boolean not null default false);
alter table app.site enable row level security;
