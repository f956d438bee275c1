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
    update pgfiles.job j
    set last_error = concat_ws(': ', reason, nullif(detail, ''))
    where j.id = retry_job_later.job_id;
    -- exp(attempts) seconds up to six hours, with jitter so that what failed together does not
    -- return together.
    perform pgfiles.release_job(job_id, v_job.attempts,
        now() + make_interval(secs => exp(least(v_job.attempts, 10)) * (0.5 + random())));
end
$$;

comment on function pgfiles.retry_job_later(bigint, text, text) is
    'Puts a job back with exponential back-off and jitter, or buries it after its last attempt.';
