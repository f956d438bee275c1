create view files.logged_actions
    with (security_invoker = true)
as
select
    a.id,
    a.logged_at,
    a.action,
    a.organization_id,
    a.user_id,
    a.role_name,
    a.file_ids,
    a.request_id,
    a.method,
    a.path,
    a.table_name,
    a.row_id,
    a.old_row,
    a.new_row
from pgfiles.logged_action a;

comment on view files.logged_actions is
$$Who did what in the caller's organization

For admins of the organization; others see nothing. These are answered at once, however many lines
there are: the latest (order=id.desc&limit=50, then id=lt.... for the next page); those of a user
(user_id=eq....) or an action (action=eq....), in the same order; those of a time
(logged_at=gte....&logged_at=lt...., order=logged_at.desc). Those about a file: find_actions.$$;
comment on column files.logged_actions.id is 'Given out in order.';
comment on column files.logged_actions.logged_at is 'When.';
comment on column files.logged_actions.action is
    'The API function; or insert, update, delete of a row of table_name.';
comment on column files.logged_actions.organization_id is
    'That of the row if it has one, else the caller''s.';
comment on column files.logged_actions.user_id is 'The caller by the token, or role:<name>.';
comment on column files.logged_actions.role_name is 'The database role of the request.';
comment on column files.logged_actions.file_ids is 'The files that it was about.';
comment on column files.logged_actions.request_id is
    'Header X-Request-Id, else traceparent, if the client or a proxy sent one.';
comment on column files.logged_actions.method is 'HTTP method; null outside a request.';
comment on column files.logged_actions.path is 'Path of the request, without its query.';
comment on column files.logged_actions.table_name is 'Whose row was changed; null for a call.';
comment on column files.logged_actions.row_id is 'Key of that row.';
comment on column files.logged_actions.old_row is 'What was changed, before.';
comment on column files.logged_actions.new_row is 'What was changed, after.';
