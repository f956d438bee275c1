-- What files.grant_api_to grants besides, where these names are.
insert into pgfiles.api_grant (access, privilege, object, extension) values
    ('write', 'execute on all functions in schema', 'aws_commons', 'pgfiles_compat'),
    ('write', 'usage on schema', 'aws_commons', 'pgfiles_compat')
on conflict do nothing;
