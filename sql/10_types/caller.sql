create type pgfiles.caller as (
    organization_id text,
    user_id text,
    is_admin boolean,
    is_dba boolean
);

comment on type pgfiles.caller is 'Who is calling, by the token or the session.';
comment on column pgfiles.caller.organization_id is 'Tenant; "_" where the token names none.';
comment on column pgfiles.caller.user_id is
    'By the token, or role:<name> outside a request; null for an anonymous request.';
comment on column pgfiles.caller.is_admin is 'Of the organization.';
comment on column pgfiles.caller.is_dba is 'A superuser outside of any request.';
