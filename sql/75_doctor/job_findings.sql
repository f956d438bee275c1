create function pgfiles.job_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select 'jobs', coalesce(min(j.run_at) > now() - interval '1 minute', true),
        count(*) || ' waiting'
            || coalesce(', the oldest since ' || date_trunc('second', min(j.run_at)), ''),
        'run more workers; the rows about workers say whether something keeps them from it'
    from pgfiles.job j
    where j.died_at is null and j.run_at <= now()
        and (j.leased_until is null or j.leased_until <= now())
    union all
    select 'dead letters', count(*) = 0,
        count(*) || coalesce(', for example ' || min(d.last_error), ''),
        'select files.retry_jobs();  -- when the cause is mended, which files.dead_letters has'
    from files.dead_letters d
    union all
    -- They come back, later each time: nothing else tells that a store refuses everything.
    select 'failing jobs', count(*) = 0,
        count(*) || coalesce(
            ', for example ' || (array_agg(j.last_error order by j.run_at desc))[1], ''),
        'update pgfiles.job set run_at = now() where attempts > 0 and died_at is null;  -- when '
            'that is mended; without it they come back by themselves, later each time'
    from pgfiles.job j
    where j.died_at is null and j.attempts > 0 and j.last_error is not null
$$;

comment on function pgfiles.job_findings() is
    'The rows of files.doctor() about the queue.';
