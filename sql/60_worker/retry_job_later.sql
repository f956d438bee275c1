create function pgfiles.retry_job_later(job_id bigint, reason text, detail text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_job pgfiles.job;
begin
    select j.* into v_job from pgfiles.job j where j.id = retry_job_later.job_id;
    if v_job.attempts >= pgfiles.setting('job_max_attempts')::integer then
        perform pgfiles.bury_job(job_id, reason, detail);
        return;
    end if;
    -- exp(attempts) seconds up to six hours, with jitter so that what failed together does not
    -- return together.
    update pgfiles.job j
    set run_at = now() + make_interval(secs => exp(least(j.attempts, 10)) * (0.5 + random())),
        last_error = concat_ws(': ', reason, detail)
    where j.id = retry_job_later.job_id;

    update pgfiles.file f
    set status = 'uploaded'
    where f.id = v_job.file_id and f.status = 'processing';
end
$$;

comment on function pgfiles.retry_job_later(bigint, text, text) is
    'Puts a job back with exponential back-off and jitter, or buries it after its last attempt.';
