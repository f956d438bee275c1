create function pgfiles.grant_worker_to(role regrole)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_role name;
begin
    select r.rolname into v_role
    from pg_roles r
    where r.oid = grant_worker_to.role and not r.rolsuper;
    if not found then
        perform pgfiles.raise_error('invalid_argument', format('%s is a superuser', role),
            'create role pgfiles_worker login: it needs no rights but these, and no memberships');
    end if;
    insert into pgfiles.granted_role (role, access) values (v_role, 'worker')
    on conflict do nothing;
    perform pgfiles.grant_noted(v_role, '{pgfiles}');
end
$$;

comment on function pgfiles.grant_worker_to(regrole) is
    'Lets a role that is no superuser run workers, and nothing else: select '
    'pgfiles.grant_worker_to(''pgfiles_worker''). files.revoke_api_from takes it back.';
