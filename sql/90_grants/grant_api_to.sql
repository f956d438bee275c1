create function files.grant_api_to(role regrole, access text default 'write')
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_role name := (select r.rolname from pg_roles r where r.oid = grant_api_to.role);
begin
    if coalesce(access, '') not in ('none', 'read', 'write', 'admin', 'service') then
        perform pgfiles.raise_error('invalid_argument',
            format('access is none, read, write, admin or service; got %s', access),
            'leave it out for write');
    end if;
    insert into pgfiles.granted_role (role, access)
    values (v_role, grant_api_to.access)
    on conflict do nothing;
    perform pgfiles.grant_noted(v_role, array(select e.extname from pg_extension e));
end
$$;

comment on function files.grant_api_to(regrole, text) is
$$Lets a database role use the API: select files.grant_api_to('authenticated'). For superusers

access: write (default) for clients that upload; read for those that only look and download; admin
for what an organization's admins have besides; service for what an identity provider or an object
store calls; none, the pre-request function alone, for the anonymous role. A second call adds to the
first. Row-level security holds for all of them. What an upgrade brings is granted to it, too.$$;
