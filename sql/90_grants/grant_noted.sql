create function pgfiles.grant_noted(role name, extensions name[])
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_grant record;
begin
    for v_grant in
        select g.privilege, g.object, quote_ident(r.role) as grantee
        from pgfiles.granted_role r
        join pgfiles.api_grant g on g.access = any (case r.access
            when 'none' then '{none}'
            when 'read' then '{none,read}'
            when 'write' then '{none,read,write}'
            when 'admin' then '{none,read,write,admin}'
            when 'service' then '{none,service}'
            when 'worker' then '{worker}'
        end::text[])
        where g.extension = any (grant_noted.extensions)
            and (grant_noted.role is null or r.role = grant_noted.role)
            -- A restored database, or one whose roles went away since, may lack it.
            and to_regrole(quote_ident(r.role)) is not null
    loop
        execute format('grant %s %s to %s', v_grant.privilege, v_grant.object, v_grant.grantee);
    end loop;
end
$$;

comment on function pgfiles.grant_noted(name, name[]) is
    'Grants what pgfiles.api_grant lists for these extensions to a role that pgfiles.granted_role '
    'notes down; null: to all of them.';
