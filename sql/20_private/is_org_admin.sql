create function pgfiles.is_org_admin()
    returns boolean
    language plpgsql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
begin
    return coalesce(pgfiles.claim('role') = 'org_admin', false);
end
$$;

comment on function pgfiles.is_org_admin() is
    'Whether the token''s application role (claim role, not the database role) is org_admin.';
