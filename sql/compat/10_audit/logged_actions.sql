create view audit.logged_actions
    with (security_invoker = true)
as
select * from pgfiles.logged_action;

comment on view audit.logged_actions is
    'Who did what, and when: the table pgfiles.logged_action, whose row-level security decides.';
comment on column audit.logged_actions.id is 'Given out in order.';
comment on column audit.logged_actions.logged_at is 'When.';
comment on column audit.logged_actions.action is
    'The API function; or insert, update, delete of a row of table_name.';
comment on column audit.logged_actions.organization_id is
    'That of the row if it has one, else the caller''s.';
comment on column audit.logged_actions.user_id is 'The caller by the token, or role:<name>.';
comment on column audit.logged_actions.role_name is 'The database role of the request.';
comment on column audit.logged_actions.file_ids is 'The files that it was about.';
comment on column audit.logged_actions.request_id is
    'Header X-Request-Id, else traceparent, if the client or a proxy sent one.';
comment on column audit.logged_actions.method is 'HTTP method; null outside a request.';
comment on column audit.logged_actions.path is 'Path of the request, without its query.';
comment on column audit.logged_actions.table_name is 'Whose row was changed; null for a call.';
comment on column audit.logged_actions.row_id is 'Key of that row.';
comment on column audit.logged_actions.old_row is 'What was changed, before.';
comment on column audit.logged_actions.new_row is 'What was changed, after.';
comment on column audit.logged_actions.statement is
    'The first 1,000 characters of the statement that changed the row.';
