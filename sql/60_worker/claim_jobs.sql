create function pgfiles.claim_jobs(
    batch integer,
    kinds text[] default null,
    after jsonb default null
)
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    -- By the indexes always: the plan is made while the queue is empty, and kept when a million
    -- jobs come.
    set enable_seqscan = off
    set enable_bitmapscan = off
    set enable_sort = off
    set jit = off
as $$
declare
    -- To claim, to give up an overdue job, to write.
    c_spare constant interval := interval '30 seconds';
    v_job_ids bigint[];
    v_batch jsonb;
    v_deadline interval;
    v_lease interval;
    v_leased_until timestamptz;
begin
    v_job_ids := array(
        select j.id
        from pgfiles.job j
        where j.died_at is null
            and j.run_at <= now()
            and (j.priority, j.run_at, j.id) > (
                coalesce((after ->> 'priority')::smallint, -32768),
                coalesce((after ->> 'run_at')::timestamptz, '-infinity'),
                coalesce((after ->> 'id')::bigint, 0))
            and (j.leased_until is null or j.leased_until <= now())
            and (kinds is null or j.kind = any (kinds))
            -- A file's jobs one after the other: they write the same variants.
            and (j.file_id is null or not exists (
                select
                from pgfiles.job o
                where o.file_id = j.file_id and o.id < j.id and o.died_at is null))
        order by j.priority, j.run_at, j.id
        limit batch
        for update skip locked);
    if v_job_ids = '{}' then
        return null;
    end if;
    -- A job that used up its attempts without a word has killed its worker each time.
    perform pgfiles.bury_job(j.id, 'worker_lost', 'the worker died or hung on every attempt')
    from pgfiles.job j
    where j.id = any (v_job_ids) and j.attempts >= pgfiles.setting('job_max_attempts')::integer;

    v_batch := pgfiles.describe_jobs(v_job_ids);
    if v_batch is null then
        return null;
    end if;

    -- The lease outlives the batch: Java starts no job after batch_ms, and each ends by its
    -- deadline.
    v_deadline := make_interval(secs => (v_batch ->> 'deadline_ms')::numeric / 1000);
    v_lease := greatest(pgfiles.setting('job_lease')::interval, v_deadline + 2 * c_spare);
    v_leased_until := clock_timestamp() + v_lease;
    update pgfiles.job j
    set leased_until = v_leased_until, attempts = j.attempts + 1
    where j.id = any (v_job_ids) and j.died_at is null;

    -- Only for people to see. Whoever has locked a file, perhaps to delete it with its job, is not
    -- waited for.
    update pgfiles.file f
    set status = 'processing'
    where f.id = any (array(
        select p.id
        from pgfiles.job j
        join pgfiles.file p on p.id = j.file_id
        where j.id = any (v_job_ids) and j.kind = 'process_file' and p.status = 'uploaded'
        for no key update of p skip locked));

    return v_batch || jsonb_build_object(
        'leased_until', v_leased_until,
        'last', (
            select jsonb_build_object('priority', j.priority, 'run_at', j.run_at, 'id', j.id)
            from pgfiles.job j
            where j.id = v_job_ids[cardinality(v_job_ids)]),
        'batch_ms', least(3600000, extract(epoch from v_lease - v_deadline - c_spare) * 1000)
            ::bigint);
end
$$;

comment on function pgfiles.claim_jobs(integer, text[], jsonb) is
    'Leases up to batch due jobs to the caller and describes them for Java; null if there are '
    'none. after: looks only behind this job, "last" of an earlier batch.';
