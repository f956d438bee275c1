-- What files.grant_api_to grants besides, where these names are.
insert into pgfiles.api_grant (access, privilege, object, extension) values
    ('none', 'execute on function', 'identity.pre_request', 'pgfiles_compat'),
    ('none', 'usage on schema', 'identity', 'pgfiles_compat'),
    ('read', 'select on', 'identity.users', 'pgfiles_compat')
on conflict do nothing;
