-- What files.grant_api_to grants besides, where these names are.
insert into pgfiles.api_grant (access, privilege, object, extension) values
    ('read', 'select on', 'audit.logged_actions', 'pgfiles_compat'),
    ('read', 'usage on schema', 'audit', 'pgfiles_compat')
on conflict do nothing;
