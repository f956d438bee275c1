create table identity.users (
    id uuid primary key default pgfiles.uuid_v7(),
    organization_id text not null,
    user_id text not null,
    handle text,
    display_name text,
    email text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint users_are_unique unique (organization_id, user_id)
);

comment on table identity.users is
    'Everybody who has called with a valid token, kept up with its claims by identity.pre_request. '
    'Tables of the application may refer to it.';
comment on column identity.users.id is 'Ours, for foreign keys: uuid version 7.';
comment on column identity.users.organization_id is
    'Tenant by the token; who belongs to two is a user of each.';
comment on column identity.users.user_id is 'By the token; owner_id of the files.';
comment on column identity.users.handle is
    'What he signs in with. This and the next two may be the user''s own to edit at the identity '
    'provider: they are for people to read, and decide about nothing.';
comment on column identity.users.display_name is 'Full name.';
comment on column identity.users.email is 'Granted to no API role.';
comment on column identity.users.created_at is 'When he was first seen.';
comment on column identity.users.updated_at is 'When a claim about him last changed.';

select pg_catalog.pg_extension_config_dump('identity.users', '');

alter table identity.users enable row level security;

create policy users_select_by_organization on identity.users
    for select
    using (organization_id = (select pgfiles.current_organization_id()));
