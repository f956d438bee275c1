create function pgfiles.worker_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select 'workers',
        count(a.pid) > 0 or coalesce(
            s.seen_at between now() - interval '2 minutes' and now() + interval '1 minute', false),
        count(a.pid) || ' running, '
            || coalesce('last seen ' || date_trunc('second', s.seen_at), 'none was ever seen'),
        'select pgfiles.schedule_worker(), or "call pgfiles.run_worker()" by a timer'
    from pgfiles.worker_state s
    left join pg_stat_activity a
        on a.application_name = 'pgfiles worker' and a.datname = current_database()
    group by s.seen_at
    union all
    -- See is_above.
    select 'role of workers', count(*) = 0,
        coalesce(
            format('%s is a superuser, and therefore runs no code of others: ', min(w.rolname))
                || string_agg(distinct o.code, ', '),
            'runs what the application has put there'),
        'create role pgfiles_worker login; select pgfiles.grant_worker_to(''pgfiles_worker''); '
            'select pgfiles.schedule_worker()'
    from pg_stat_activity a
    join pg_roles w on w.oid = a.usesysid and w.rolsuper
    cross join (
        select 'places for ' || t.table_name, c.relowner
        from pgfiles.entity_type t
        join pg_class c on c.oid = to_regclass(t.table_name)
        where coalesce(t.location_column, t.latitude_column) is not null
        union all
        select 'hook ' || h.name, p.proowner
        from pgfiles.hook h
        join pg_proc p on p.oid = to_regprocedure(h.sql_function || '(pgfiles.file, bytea)')
        where h.is_enabled
    ) o (code, owner)
    join pg_roles r on r.oid = o.owner and not r.rolsuper
    where a.application_name = 'pgfiles worker' and a.datname = current_database()
        and current_setting('server_version_num')::integer < 180000
$$;

comment on function pgfiles.worker_findings() is
    'The rows of files.doctor() about workers and their role.';
