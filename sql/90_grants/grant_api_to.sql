create function files.grant_api_to(role regrole, access text default 'write')
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_levels text[] := case access
        when 'none' then array['none']
        when 'read' then array['none', 'read']
        when 'write' then array['none', 'read', 'write']
        when 'admin' then array['none', 'read', 'write', 'admin']
        when 'service' then array['none', 'service']
    end;
    v_grant pgfiles.api_grant;
begin
    if v_levels is null then
        perform pgfiles.raise_error('invalid_argument',
            format('access is none, read, write, admin or service; got %s', access),
            'leave it out for write');
    end if;
    for v_grant in select g.* from pgfiles.api_grant g where g.access = any (v_levels) loop
        -- regrole comes out quoted as needed.
        execute format('grant %s %s to %s', v_grant.privilege, v_grant.object, role);
    end loop;
end
$$;

comment on function files.grant_api_to(regrole, text) is
$$Lets a database role use the API: select files.grant_api_to('authenticated'). For superusers

access: write (default) for clients that upload; read for those that only look and download; admin
for what an organization's admins have besides; service for what an identity provider or an object
store calls; none, the pre-request function alone, for the anonymous role. A second call adds to the
first. Row-level security holds for all of them.$$;
