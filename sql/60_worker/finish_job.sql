create function pgfiles.finish_job(result jsonb)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_outcome text := result ->> 'outcome';
    v_job pgfiles.job;
begin
    select j.* into v_job from pgfiles.job j where j.id = (result ->> 'job_id')::bigint;
    if not found then
        return; -- Its file was deleted meanwhile.
    end if;

    if v_outcome = 'released' or v_job.attempts = 0 and v_job.leased_until is not null then
        perform pgfiles.release_job(v_job.id, greatest(v_job.attempts - 1, 0), v_job.run_at);
    elsif v_outcome = 'retry' then
        perform pgfiles.retry_job_later(v_job.id, result ->> 'reason', result ->> 'detail');
    elsif v_outcome = 'failed' and v_job.kind <> 'process_file' then
        -- Its file is as good as before and does not tell; so the job does.
        perform pgfiles.bury_job(v_job.id, result ->> 'reason', result ->> 'detail');
    else
        delete from pgfiles.job j where j.id = v_job.id;
        perform pgfiles.finish_work(v_job, result);
    end if;
exception
    when sqlstate 'PGF01' then
        perform pgfiles.retry_job_later(v_job.id, 'hook_failed', sqlerrm);
    -- A result that cannot be written, for example EXIF text that the database refuses, must not
    -- stop the worker or the rest of the batch: the job comes back, and is buried after its last
    -- attempt.
    when others then
        perform pgfiles.retry_job_later(v_job.id, 'result_not_written', sqlstate);
end
$$;

comment on function pgfiles.finish_job(jsonb) is
    'Takes one result of java_run_batch: the job is done, dead, or comes back.';
