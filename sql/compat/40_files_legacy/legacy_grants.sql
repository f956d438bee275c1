-- What files.grant_api_to grants besides, where these names are.
insert into pgfiles.api_grant (access, privilege, object, extension) values
    ('read', 'select on', 'files_legacy.files', 'pgfiles_compat'),
    ('read', 'usage on schema', 'files_legacy', 'pgfiles_compat'),
    ('write', 'execute on all functions in schema', 'files_legacy', 'pgfiles_compat'),
    ('write', 'insert on', 'files_legacy.files', 'pgfiles_compat'),
    ('write', 'select on', 'files_legacy.file_upload_requests', 'pgfiles_compat')
on conflict do nothing;
