create function pgfiles.schedule_worker(workers integer default 1, threads integer default 2)
    returns setof bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    if to_regprocedure('cron.schedule(text,text,text)') is null then
        perform pgfiles.raise_error('invalid_argument',
            'the extension pg_cron is not installed in this database'
                || coalesce('; cron.database_name is '
                    || nullif(current_setting('cron.database_name', true), current_database()), ''),
            'create extension pg_cron; where it has its home in another database, call '
                'cron.schedule_in_database there; or run "call pgfiles.run_worker()" by a timer '
                'of the operating system');
    end if;
    perform pgfiles.unschedule_worker();
    -- pg_cron runs one instance of a job at a time: a worker that ends after an hour, or dies, is
    -- back within a minute, and in between keeps its warm JVM.
    return query execute
        $sql$
            select cron.schedule('pgfiles worker ' || n, '* * * * *',
                format('call pgfiles.run_worker(max_seconds => 3600, threads => %s)', $2))
            from generate_series(1, $1) n
        $sql$
        using workers, threads;
end
$$;

comment on function pgfiles.schedule_worker(integer, integer) is
    'Has pg_cron keep so many workers running, each with so many threads; returns pg_cron''s job '
    'ids.';
