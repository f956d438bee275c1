create function pgfiles.is_org_admin()
    returns boolean
    language sql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(pgfiles.claim('role') = 'org_admin', false)
$$;

comment on function pgfiles.is_org_admin() is
    'Whether the token''s application role (claim role, not the database role) is org_admin.';
