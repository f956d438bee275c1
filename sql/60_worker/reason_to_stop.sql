create function pgfiles.reason_to_stop()
    returns text
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when w.seen_stop_requests <> s.stop_requests then 'asked'
        -- A smart shutdown waits for all sessions. The eighth line is the server's status.
        when split_part(pg_read_file('postmaster.pid'), e'\n', 8) like 'stopping%' then 'shutdown'
        -- DROP DATABASE and the like wait for every process of the server; pg_cron's, before
        -- version 1.6.3, does not answer while one of its jobs runs.
        when exists (
            select
            from pg_stat_activity a
            where a.wait_event = 'ProcSignalBarrier'
                and a.query_start < clock_timestamp() - interval '1 second') then 'barrier'
    end
    from pgfiles.worker w, pgfiles.worker_state s
    where w.pid = pg_backend_pid()
$$;

comment on function pgfiles.reason_to_stop() is
    'Why the worker of this session is to end its turn: asked, by files.stop_workers; shutdown, of '
    'the server; barrier: somebody waits for pg_cron. Null: it is not.';
