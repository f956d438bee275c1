create function pgfiles.finish_job(result jsonb)
    returns boolean
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_job pgfiles.job;
begin
    select j.* into v_job from pgfiles.job j where j.id = (result ->> 'job_id')::bigint;
    if not found then
        return true; -- Its file was deleted meanwhile.
    end if;
    if pgfiles.is_done(v_job, result) then
        delete from pgfiles.job j where j.id = v_job.id;
        perform pgfiles.finish_work(v_job, result);
    else
        perform pgfiles.put_back_jobs(jsonb_build_array(result));
    end if;
    return true;
exception
    -- It needs a transaction of its own.
    when sqlstate 'PGF02' then return false;
    -- A result that cannot be written, for example EXIF text that the database refuses, must not
    -- stop the worker or the rest of the batch: the job comes back, and is buried after its last
    -- attempt.
    when others then
        perform pgfiles.put_back_jobs(jsonb_build_array(jsonb_build_object(
            'job_id', v_job.id, 'outcome', 'retry',
            'reason', case sqlstate when 'PGF01' then 'hook_failed' else 'result_not_written' end,
            'detail', case sqlstate when 'PGF01' then sqlerrm else sqlstate end)));
        return true;
end
$$;

comment on function pgfiles.finish_job(jsonb) is
    'Takes one result of java_await_batch: the job is done, dead, or comes back. False if that '
    'needs a transaction of its own, see enter_code_of.';
