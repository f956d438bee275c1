create function files.stop_workers()
    returns integer
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    update pgfiles.worker_state set stop_requests = stop_requests + 1;
    return (
        select count(*)
        from pg_stat_activity a
        where a.application_name = 'pgfiles worker' and a.datname = current_database());
end
$$;

comment on function files.stop_workers() is
$$Asks all workers to stop

Each ends after the batch that it is at; the answer is how many there are. pg_cron starts scheduled
ones again: unschedule them first, with pgfiles.unschedule_worker(), to keep them away. For DBAs.$$;
