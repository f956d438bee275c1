create function pgfiles.claim_jobs(batch integer, kinds text[] default null)
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_job_ids bigint[];
begin
    v_job_ids := array(
        select j.id
        from pgfiles.job j
        where not j.is_dead and j.run_at <= now() and (kinds is null or j.kind = any (kinds))
        order by j.priority, j.run_at, j.id
        limit batch
        for update skip locked);
    -- A job that used up its attempts without a word has killed its worker each time.
    perform pgfiles.bury_job(j.id, 'worker_lost', 'the worker died or hung on every attempt')
    from pgfiles.job j
    where j.id = any (v_job_ids) and j.attempts >= pgfiles.setting('job_max_attempts')::integer;

    v_job_ids := array(
        select j.id
        from pgfiles.job j
        where j.id = any (v_job_ids) and not j.is_dead);
    if v_job_ids = '{}' then
        return null;
    end if;

    update pgfiles.job j
    set run_at = now() + pgfiles.setting('job_lease')::interval
            + make_interval(secs => least(3600, coalesce(f.file_size, 0) / 10000000)),
        attempts = j.attempts + 1
    from pgfiles.file f
    where j.id = any (v_job_ids) and f.id = j.file_id;

    update pgfiles.file f
    set status = 'processing'
    from pgfiles.job j
    where j.id = any (v_job_ids) and f.id = j.file_id and f.status = 'uploaded';

    return pgfiles.describe_jobs(v_job_ids);
end
$$;

comment on function pgfiles.claim_jobs(integer, text[]) is
    'Leases up to batch due jobs to the caller and describes them for Java; null if there are '
    'none.';
