create function pgfiles.claim_jobs(batch integer, kinds text[] default null)
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_job_ids bigint[];
begin
    -- A job that used up its attempts without a word has killed its worker each time.
    perform pgfiles.bury_job(j.id, 'worker_lost', 'the worker died or hung on every attempt')
    from pgfiles.job j
    where not j.is_dead and j.run_at <= now() and j.attempts >= pgfiles.setting('job_max_attempts')::integer;

    with due as (
        select j.id
        from pgfiles.job j
        where not j.is_dead and j.run_at <= now() and (kinds is null or j.kind = any (kinds))
        order by j.priority, j.run_at, j.id
        limit batch
        for update skip locked
    ), claimed as (
        update pgfiles.job j
        set run_at = now() + pgfiles.setting('job_lease')::interval, attempts = j.attempts + 1
        from due
        where j.id = due.id
        returning j.id, j.file_id
    ), processing as (
        update pgfiles.file f
        set status = 'processing'
        from claimed c
        where f.id = c.file_id and f.status = 'uploaded'
    )
    select array_agg(c.id) into v_job_ids from claimed c;

    return case when v_job_ids is not null then pgfiles.describe_jobs(v_job_ids) end;
end
$$;

comment on function pgfiles.claim_jobs(integer, text[]) is
    'Leases up to batch due jobs to the caller and describes them for Java; null if there are none.';
