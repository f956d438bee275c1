create view files.users
    with (security_invoker = true)
as
select
    u.id,
    u.user_id,
    u.handle,
    u.display_name
from pgfiles.app_user u;

comment on view files.users is
$$The users of the caller's organization

Who has called with a token of that organization: to show who uploaded a file, for example
/files?select=file_name,users(display_name).$$;
comment on column files.users.id is 'uploader_id of the files.';
comment on column files.users.user_id is 'By the token; owner_id of the files.';
comment on column files.users.handle is 'What he signs in with.';
comment on column files.users.display_name is 'Full name.';
