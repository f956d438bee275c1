create function pgfiles.worker_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    with state as (
        select s.seen_at, s.scheduled_at, (
                select count(*)
                from pg_stat_activity a
                where a.application_name = 'pgfiles worker' and a.datname = current_database()
            ) as running,
            exists (select from pg_extension e where e.extname = 'pg_cron') as has_cron,
            nullif(current_setting('cron.database_name', true), current_database())
                as home_of_cron
        from pgfiles.worker_state s
    ), job as (
        select count(*) as jobs, count(*) filter (where j.is_active) as active, min(j.role) as role,
            string_agg(format('select cron.alter_job(%s, active => true);', j.job_id), ' ')
                filter (where not j.is_active) as activation,
            min(j.message) filter (where j.status = 'failed') as problem,
            count(j.status) as runs
        from pgfiles.scheduled_workers() j
    ), seen as (
        select s.*, j.*, s.running > 0 or coalesce(
                s.seen_at between now() - interval '2 minutes' and now() + interval '1 minute',
                false) as is_seen,
            j.active > 0 and coalesce(
                s.scheduled_at between now() - interval '90 seconds' and now(), false) as is_new
        from state s, job j
    )
    select 'workers', s.is_seen or s.is_new,
        s.running || ' running, '
            || coalesce('last seen ' || date_trunc('second', s.seen_at), 'none was ever seen')
            || case
                when s.is_seen then ''
                when s.is_new then '; scheduled, starts within a minute'
                when s.jobs > 0 and s.active = 0 then '; scheduled, but inactive in cron.job'
                when s.problem is not null then '; scheduled, and pg_cron says: ' || s.problem
                when s.jobs > 0 and s.runs = 0 then '; scheduled, and pg_cron has begun none'
                else '' end,
        case
            when s.jobs > 0 and s.active = 0 then s.activation
            when s.problem ~ 'connection' then format('let pg_cron connect as %s: cron.host, and '
                'two lines in pg_hba.conf and pg_ident.conf, see docs/how-to/run-the-worker.md',
                s.role)
            when s.problem is not null then 'mend what it says; pg_cron tries again each minute'
            when s.jobs > 0 and s.runs = 0 then 'shared_preload_libraries = ''pg_cron'' in '
                'postgresql.conf, and a restart'
            when s.has_cron then 'select pgfiles.schedule_worker();  -- or "call '
                'pgfiles.run_worker()" by a timer'
            -- Of that name there is none in any other database.
            when s.home_of_cron is not null then format('select cron.schedule_in_database(%L, '
                '''* * * * *'', ''call pgfiles.run_worker(max_seconds => 3600)'', %L, '
                '''pgfiles_worker'');  -- in the database %I, where pg_cron is; or "call '
                'pgfiles.run_worker()" by a timer',
                'pgfiles worker of ' || current_database(), current_database(), s.home_of_cron)
            else '"call pgfiles.run_worker()" by a timer; or create extension pg_cron, and select '
                'pgfiles.schedule_worker()'
        end
    from seen s
    union all
    -- What has a blank in its name is told by another row.
    select 'worker: ' || t.what, false, format('%s (met since %s)', t.message,
            date_trunc('second', t.said_at)),
        'mend what it says; workers go on by themselves'
    from pgfiles.worker_trouble t
    where t.lasts_until > now() and t.what !~ ' '
    union all
    -- See is_above.
    select 'role of workers', count(*) = 0,
        coalesce(
            format('%s is a superuser, and therefore runs no code of others: ', min(w.rolname))
                || string_agg(distinct o.code, ', '),
            'runs what the application has put there'),
        'create role pgfiles_worker login; select pgfiles.grant_worker_to(''pgfiles_worker''); '
            'select pgfiles.schedule_worker();'
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
    'The rows of files.doctor() about workers, what keeps them from their work, and their role.';
