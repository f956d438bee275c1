create table pgfiles.app_user (
    id uuid primary key default pgfiles.uuid_v7(),
    organization_id text not null,
    user_id text not null,
    handle text,
    display_name text,
    email text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint app_user_is_unique unique (organization_id, user_id)
);

comment on table pgfiles.app_user is
    'Everybody who has called with a valid token, kept up with its claims by pgfiles.pre_request. '
    'Tables of the application may refer to it.';
comment on column pgfiles.app_user.id is 'Ours, for foreign keys: uuid version 7.';
comment on column pgfiles.app_user.organization_id is
    'Tenant by the token; who belongs to two is a user of each.';
comment on column pgfiles.app_user.user_id is 'By the token; owner_id of the files.';
comment on column pgfiles.app_user.handle is
    'What he signs in with. This and the next two may be the user''s own to edit at the identity '
    'provider: they are for people to read, and decide about nothing.';
comment on column pgfiles.app_user.display_name is 'Full name.';
comment on column pgfiles.app_user.email is 'Granted to no API role.';
comment on column pgfiles.app_user.created_at is 'When he was first seen.';
comment on column pgfiles.app_user.updated_at is 'When a claim about him last changed.';

select pg_catalog.pg_extension_config_dump('pgfiles.app_user', '');

alter table pgfiles.app_user enable row level security;

create policy app_user_select_by_organization on pgfiles.app_user
    for select
    using (organization_id = (select pgfiles.current_organization_id()));
