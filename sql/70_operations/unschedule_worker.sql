create function pgfiles.unschedule_worker()
    returns integer
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_jobs constant text :=
        $sql$ from cron.job j
            where j.jobname ~ '^pgfiles worker \d+$' and j.database = current_database() $sql$;
    v_left text;
begin
    if not exists (select from pg_extension e where e.extname = 'pg_cron') then
        return 0;
    end if;
    -- By their numbers: the type of a name is another one in each version of pg_cron.
    execute 'select cron.unschedule(j.jobid)' || c_jobs;
    execute 'select string_agg(j.jobname, '', '')' || c_jobs into v_left;
    if v_left is not null then
        perform pgfiles.raise_error('not_allowed', 'still scheduled: ' || v_left,
            'call it as a superuser');
    end if;
    return files.stop_workers();
end
$$;

comment on function pgfiles.unschedule_worker() is
    'Removes our jobs from pg_cron and asks all workers to end, which then stay away; returns how '
    'many were running. An error if a job could not be removed.';
