create function pgfiles.is_above(role name)
    returns boolean
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    -- Before PostgreSQL 18 a deferred trigger runs with the rights that the session has when it
    -- commits, and not with those under which it was queued.
    select current_setting('server_version_num')::integer < 180000
        and (select r.rolsuper from pg_roles r where r.rolname = session_user)
        and not (select r.rolsuper from pg_roles r where r.rolname = is_above.role)
$$;

comment on function pgfiles.is_above(name) is
    'Whether code of this role, run in this session with its own rights, could get those of a '
    'superuser.';
