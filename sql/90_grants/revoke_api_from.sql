create function files.revoke_api_from(role regrole)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_schema name;
begin
    delete from pgfiles.granted_role g
    where g.role = (select r.rolname from pg_roles r where r.oid = revoke_api_from.role);
    -- Those that pgfiles and pgfiles_compat brought.
    for v_schema in
        select n.nspname
        from pg_namespace n
        join pg_depend d
            on d.classid = 'pg_namespace'::regclass and d.objid = n.oid and d.deptype = 'e'
        join pg_extension e on e.oid = d.refobjid
        where d.refclassid = 'pg_extension'::regclass and e.extname in ('pgfiles', 'pgfiles_compat')
    loop
        execute format($sql$
            revoke all on all tables in schema %1$I from %2$s;
            revoke all on all routines in schema %1$I from %2$s;
            revoke all on schema %1$I from %2$s
            $sql$, v_schema, role);
    end loop;
end
$$;

comment on function files.revoke_api_from(regrole) is
    'Takes from a database role all that files.grant_api_to has granted to it. For superusers.';
