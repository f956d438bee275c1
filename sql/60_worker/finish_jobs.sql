create function pgfiles.finish_jobs(batch jsonb, results jsonb)
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    -- By the indexes always: the plan is made while the queue is empty, and kept when a million
    -- jobs come.
    set enable_seqscan = off
    -- What has no index, such as hooks, looks expensive then, and would be compiled.
    set jit = off
as $$
declare
    v_leased_until timestamptz := (batch ->> 'leased_until')::timestamptz;
    v_file_ids uuid[];
    v_done jsonb[];
    v_put_back jsonb;
    v_left jsonb;
    v_unfinished jsonb;
begin
    -- Whose job is gone has lost its file; and a lease that has ended, its job.
    perform pgfiles.doom_results(batch, l.results)
    from (
        select jsonb_agg(r) as results
        from jsonb_array_elements(results) r
        where not exists (
            select
            from (
                select j.leased_until
                from pgfiles.job j
                where j.id = (r ->> 'job_id')::bigint
                offset 0) j
            where j.leased_until = v_leased_until)
    ) l
    where l.results is not null;

    -- Nobody is waited for: a row that somebody has locked, perhaps for hours, must not keep the
    -- rest of the batch from being written. Files before jobs, as everywhere.
    v_file_ids := array(
        select f.id
        from jsonb_array_elements(results) r
        cross join lateral (
            select j.file_id, j.leased_until
            from pgfiles.job j
            where j.id = (r ->> 'job_id')::bigint
            offset 0) j
        cross join lateral (
            select f.id
            from pgfiles.file f
            where f.id = j.file_id
            offset 0
            for no key update skip locked) f
        where j.leased_until = v_leased_until);

    -- Whose lease ended meanwhile, and whose job another worker took, comes too late.
    select array_agg(r) filter (where j.id is not null and pgfiles.is_done(j.job, r)),
        jsonb_agg(r) filter (where j.id is not null and not pgfiles.is_done(j.job, r)),
        jsonb_agg(r) filter (where j.id is null)
    into v_done, v_put_back, v_left
    from jsonb_array_elements(results) r
    cross join lateral (
        select j.file_id, j.leased_until
        from pgfiles.job j
        where j.id = (r ->> 'job_id')::bigint
        offset 0) l
    left join lateral (
        select j.id, j.leased_until, j as job
        from pgfiles.job j
        where j.id = (r ->> 'job_id')::bigint
        offset 0
        for update skip locked) j on l.file_id is null or l.file_id = any (v_file_ids)
    where l.leased_until = v_leased_until
        and coalesce(j.leased_until = v_leased_until, true);

    -- What went well, together; all of it by itself if one cannot be written.
    begin
        perform pgfiles.finish_work(j.job, r)
        from unnest(v_done) r
        cross join lateral (
            select j as job
            from pgfiles.job j
            where j.id = (r ->> 'job_id')::bigint
            offset 0) j;
        delete from pgfiles.job j
        where j.id = any (array(select (r ->> 'job_id')::bigint from unnest(v_done) r));
    exception
        when others then
            v_unfinished := (
                select jsonb_agg(d.result)
                from (
                    select r as result, pgfiles.finish_job(r) as is_finished
                    from unnest(v_done) r
                    offset 0) d
                where not d.is_finished);
            v_left := coalesce(v_left || v_unfinished, v_unfinished, v_left);
    end;
    perform pgfiles.put_back_jobs(v_put_back);
    -- Asked for again, it makes others: what was made is in no row.
    if v_put_back is not null then
        perform pgfiles.doom_results(batch, v_put_back);
    end if;
    if v_left is null then
        delete from pgfiles.worker_lease l
        where l.pid = pg_backend_pid() and l.leased_until = v_leased_until;
    end if;
    return v_left;
end
$$;

comment on function pgfiles.finish_jobs(jsonb, jsonb) is
    'Takes the results of java_await_batch for the jobs of a batch of which the caller still has '
    'the lease; a bad one harms only itself. Returns those that it could not write yet, because '
    'somebody has locked their file or job, or because they need a transaction of their own; null '
    'if there are none.';
