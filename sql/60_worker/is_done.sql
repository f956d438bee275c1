create function pgfiles.is_done(job pgfiles.job, result jsonb)
    returns boolean
    language sql
    immutable
    parallel safe
as $$
    -- Asked for again while it is leased, it has no attempt yet. A further job that failed leaves
    -- its file as good as before, which does not tell; so the job has to.
    select not (job.attempts = 0 and job.leased_until is not null)
        and coalesce(
            case result ->> 'outcome'
                when 'released' then false
                when 'retry' then false
                when 'failed' then job.kind = 'process_file'
            end, true)
$$;

comment on function pgfiles.is_done(pgfiles.job, jsonb) is
    'Whether a leased job ends with this result; otherwise it comes back, or is a dead letter.';
