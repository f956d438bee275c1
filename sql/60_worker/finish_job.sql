create function pgfiles.finish_job(result jsonb)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_job_id bigint := (result ->> 'job_id')::bigint;
    v_job pgfiles.job;
begin
    if result ->> 'outcome' = 'retry' then
        perform pgfiles.retry_job_later(v_job_id, result ->> 'reason', result ->> 'detail');
        return;
    end if;

    -- Gone if the file was deleted meanwhile.
    delete from pgfiles.job j where j.id = v_job_id returning j.* into v_job;
    perform pgfiles.finish_work(v_job, result);
exception
    when sqlstate 'PGF01' then
        perform pgfiles.retry_job_later(v_job_id, 'hook_failed', sqlerrm);
    -- A result that cannot be written, for example EXIF text that the database refuses, must not
    -- stop the worker or the rest of the batch: the job comes back, and is buried after its last
    -- attempt.
    when others then
        perform pgfiles.retry_job_later(v_job_id, 'result_not_written', sqlstate);
end
$$;

comment on function pgfiles.finish_job(jsonb) is
    'Takes one result of java_run_batch: the job is done, or comes back later.';
