create function pgfiles.scheduled_workers()
    returns table (
        job_id bigint, role text, is_active boolean, status text, message text
    )
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Its tables are there where pg_cron is.
    if to_regclass('cron.job') is null or to_regclass('cron.job_run_details') is null then
        return;
    end if;
    return query execute
        $sql$
            select j.jobid, j.username::text, j.active, d.status, d.return_message
            from cron.job j
            left join lateral (
                select d.status, d.return_message
                from cron.job_run_details d
                where d.jobid = j.jobid
                order by d.runid desc
                limit 1
            ) d on true
            where j.database = current_database() and j.command ~ 'pgfiles[.]run_worker'
            order by j.jobid
        $sql$;
end
$$;

comment on function pgfiles.scheduled_workers() is
    'The workers that pg_cron of this database is to keep running here, and what became of the '
    'last run of each.';
