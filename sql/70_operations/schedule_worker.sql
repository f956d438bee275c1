create function pgfiles.schedule_worker(workers integer default 1, threads integer default 2)
    returns setof bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_role name := (
        select min(g.role)
        from pgfiles.granted_role g
        where g.access = 'worker' and to_regrole(quote_ident(g.role)) is not null);
begin
    perform pgfiles.check_number('workers', workers, 1, 100);
    perform pgfiles.check_number('threads', threads, 1, 64);
    if not exists (select from pg_extension e where e.extname = 'pg_cron') then
        perform pgfiles.raise_error('invalid_argument',
            'the extension pg_cron is not installed in this database'
                || coalesce('; cron.database_name is '
                    || nullif(current_setting('cron.database_name', true), current_database()), ''),
            'create extension pg_cron; where it has its home in another database, call '
                'cron.schedule_in_database there; or run "call pgfiles.run_worker()" by a timer '
                'of the operating system');
    end if;
    perform pgfiles.unschedule_worker();
    update pgfiles.worker_state set scheduled_at = now();
    -- pg_cron runs one instance of a job at a time: a worker that ends after an hour, or dies, is
    -- back within a minute, and in between keeps its warm JVM.
    return query execute
        $sql$
            select cron.schedule_in_database('pgfiles worker ' || n, '* * * * *',
                format('call pgfiles.run_worker(max_seconds => 3600, threads => %s)', $2),
                current_database()::text, $3)
            from generate_series(1, $1) n
        $sql$
        using workers, threads, v_role::text;
end
$$;

comment on function pgfiles.schedule_worker(integer, integer) is
    'Has pg_cron (1.4 or later) keep so many workers running, each with so many threads, as the '
    'role of grant_worker_to, or as the caller if there is none; returns pg_cron''s job ids. '
    'pgfiles.unschedule_worker() ends them.';
