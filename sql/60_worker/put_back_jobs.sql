create function pgfiles.put_back_jobs(results jsonb)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    c_max_attempts constant integer := pgfiles.setting('job_max_attempts')::integer;
begin
    -- An update looks its row up by an array of one: so there is no other way to
    -- it than the key's index, whatever the statistics say.
    with put_back as (
        update pgfiles.job j
        set leased_until = null,
            attempts = case when r.is_released then greatest(r.attempts - 1, 0) else r.attempts end,
            run_at = case when r.is_released or r.is_dead then j.run_at
                else now() + pgfiles.back_off(r.attempts) end,
            died_at = case when r.is_dead then now() end,
            losses = case when r.is_released then j.losses else 0 end,
            last_error = case when r.is_released then j.last_error
                else concat_ws(': ', r.reason, r.detail) end
        from (
            select j.id, j.attempts, r ->> 'reason' as reason, nullif(r ->> 'detail', '') as detail,
                v.is_released,
                not v.is_released and (r ->> 'outcome' = 'failed' or j.attempts >= c_max_attempts)
                    as is_dead
            from jsonb_array_elements(results) r
            cross join lateral (
                select j.* from pgfiles.job j where j.id = (r ->> 'job_id')::bigint offset 0) j
            cross join lateral (
                select coalesce(r ->> 'outcome' = 'released', false)
                    or j.attempts = 0 and j.leased_until is not null) v (is_released)
        ) r
        where j.id = any (array[r.id])
        returning j.kind, j.file_id, r.is_dead, r.reason, r.detail
    )
    -- A file that was ready before stays so.
    update pgfiles.file f
    set status = case when p.is_dead then 'failed' else 'uploaded' end,
        status_reason = case when p.is_dead then p.reason else f.status_reason end,
        status_detail = case when p.is_dead then p.detail else f.status_detail end,
        processed_at = case when p.is_dead then clock_timestamp() else f.processed_at end
    from (
        select p.*
        from put_back p
        cross join lateral (
            select f.status from pgfiles.file f where f.id = p.file_id offset 0) f
        where p.kind = 'process_file'
            and (f.status = 'processing' or f.status = 'uploaded' and p.is_dead)
    ) p
    where f.id = any (array[p.file_id]);
    -- By the word and not by the text, in which there are keys of objects.
    perform pgfiles.note_trouble(
        'jobs ' || r.reason,
        concat_ws(': ', 'jobs have to be tried again', r.reason, r.detail),
        interval '1 hour')
    from (
        select r ->> 'reason' as reason, min(regexp_replace(
            r ->> 'detail', '^(GET|PUT|COPY|DELETE) \S+ in ', '\1 in ')) as detail
        from jsonb_array_elements(results) r
        where r ->> 'outcome' = 'retry' and r ->> 'reason' is not null
        group by 1
    ) r;
end
$$;

comment on function pgfiles.put_back_jobs(jsonb) is
    'Takes results of jobs that are not done: those that were not begun, or asked for again '
    'meanwhile, are due at once; those to be tried again with exponential back-off and jitter; '
    'those that failed, or have no attempt left, are dead letters, and a file that was to be '
    'processed has failed.';
