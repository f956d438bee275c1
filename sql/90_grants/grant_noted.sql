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
        select g.privilege, g.object, quote_ident(g.role) as grantee
        from pgfiles.noted_grants() g
        where g.extension = any (grant_noted.extensions)
            and (grant_noted.role is null or g.role = grant_noted.role)
    loop
        execute format('grant %s %s to %s', v_grant.privilege, v_grant.object, v_grant.grantee);
    end loop;
end
$$;

comment on function pgfiles.grant_noted(name, name[]) is
    'Grants what pgfiles.api_grant lists for these extensions to a role that pgfiles.granted_role '
    'notes down; null: to all of them.';
