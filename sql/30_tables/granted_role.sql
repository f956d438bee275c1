create table pgfiles.granted_role (
    -- As text: a restored database may lack the role.
    role name,
    access text check (access in ('none', 'read', 'write', 'admin', 'service', 'worker')),
    primary key (role, access)
);

comment on table pgfiles.granted_role is
    'Which roles files.grant_api_to and pgfiles.grant_worker_to were called for: what an upgrade '
    'or pgfiles_compat brings is granted to them, too.';
comment on column pgfiles.granted_role.role is 'The database role.';
comment on column pgfiles.granted_role.access is 'What it was granted.';

select pg_catalog.pg_extension_config_dump('pgfiles.granted_role', '');

alter table pgfiles.granted_role enable row level security;
