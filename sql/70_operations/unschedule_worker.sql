create function pgfiles.unschedule_worker()
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    if to_regclass('cron.job') is null then
        return;
    end if;
    execute $sql$
        select cron.unschedule(j.jobname) from cron.job j where j.jobname ~ '^pgfiles worker \d+$'
    $sql$;
end
$$;

comment on function pgfiles.unschedule_worker() is
    'Removes our jobs from pg_cron; a running worker ends its turn.';
