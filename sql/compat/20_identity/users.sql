create view identity.users
    with (security_invoker = true)
as
select u.id, u.organization_id, u.user_id, u.handle, u.display_name, u.created_at, u.updated_at
from pgfiles.app_user u;

comment on view identity.users is
    'Everybody who has called with a valid token: the table pgfiles.app_user, whose row-level '
    'security decides.';
comment on column identity.users.id is 'Ours, for foreign keys: uuid version 7.';
comment on column identity.users.organization_id is
    'Tenant by the token; who belongs to two is a user of each.';
comment on column identity.users.user_id is 'By the token; owner_id of the files.';
comment on column identity.users.handle is
    'What he signs in with. This and the next two may be the user''s own to edit at the identity '
    'provider: they are for people to read, and decide about nothing.';
comment on column identity.users.display_name is 'Full name.';
comment on column identity.users.created_at is 'When he was first seen.';
comment on column identity.users.updated_at is 'When a claim about him last changed.';
