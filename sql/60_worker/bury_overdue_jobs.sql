create function pgfiles.bury_overdue_jobs(job_ids bigint[])
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_locked_out bigint[];
    v_results jsonb;
begin
    -- A file that somebody has locked is not waited for, nor is its job found again at once.
    select array_agg(j.id) filter (where j.file_id is not null and f.id is null),
        jsonb_agg(jsonb_build_object(
            'job_id', j.id, 'outcome', 'failed', 'reason', 'worker_lost',
            'detail', 'the worker died or hung each time'))
            filter (where j.file_id is null or f.id is not null)
    into v_locked_out, v_results
    from unnest(job_ids) i (id)
    cross join lateral (select j.id, j.file_id from pgfiles.job j where j.id = i.id offset 0) j
    left join lateral (
        select f.id
        from pgfiles.file f
        where f.id = j.file_id
        offset 0
        for no key update skip locked) f on true;

    update pgfiles.job j
    set run_at = now() + interval '1 minute', leased_until = null
    where j.id = any (v_locked_out);
    perform pgfiles.put_back_jobs(v_results);
end
$$;

comment on function pgfiles.bury_overdue_jobs(bigint[]) is
    'Makes jobs that have used up their attempts without a word dead letters: they have killed '
    'their worker each time.';
