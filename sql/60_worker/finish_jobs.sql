create function pgfiles.finish_jobs(results jsonb, leased_until timestamptz)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    -- By the indexes always: the plan is made while the queue is empty, and kept when a million
    -- jobs come.
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
    set jit = off
as $$
declare
    v_results jsonb[];
begin
    -- Files before jobs, in the order in which a deletion locks them: nobody waits in a circle.
    perform
    from pgfiles.file f
    where f.id = any (array(
        select j.file_id
        from jsonb_array_elements(results) r
        join pgfiles.job j on j.id = (r ->> 'job_id')::bigint
        where j.file_id is not null))
    order by f.id
    for no key update;

    -- Whose lease ended meanwhile, and whose job another worker took, comes too late.
    v_results := array(
        select r
        from jsonb_array_elements(results) r
        join pgfiles.job j on j.id = (r ->> 'job_id')::bigint
        where j.leased_until = finish_jobs.leased_until
        for update of j);

    -- What went well, together; the rest, and all of it if one cannot be written, by itself.
    begin
        perform pgfiles.finish_work(j, r)
        from unnest(v_results) r
        join pgfiles.job j on j.id = (r ->> 'job_id')::bigint
        where r ->> 'outcome' = 'ready' and j.attempts > 0 and j.file_id is not null;
        delete from pgfiles.job j
        using unnest(v_results) r
        where j.id = (r ->> 'job_id')::bigint and r ->> 'outcome' = 'ready' and j.attempts > 0;
    exception
        when others then null;
    end;
    perform pgfiles.finish_job(r)
    from unnest(v_results) r
    join pgfiles.job j on j.id = (r ->> 'job_id')::bigint;
end
$$;

comment on function pgfiles.finish_jobs(jsonb, timestamptz) is
    'Takes the results of java_run_batch for the jobs that the caller still has the lease of; a '
    'bad one harms only itself.';
