-- What files.grant_api_to grants besides, where this extension is.
insert into pgfiles.api_grant (access, privilege, object) values
    ('none', 'execute on function', 'identity.pre_request'),
    ('none', 'usage on schema', 'identity'),
    ('read', 'select on', 'audit.logged_actions'),
    ('read', 'select on', 'identity.users'),
    ('read', 'usage on schema', 'audit'),
    ('write', 'execute on all functions in schema', 'aws_lambda'),
    ('write', 'usage on schema', 'aws_lambda');
