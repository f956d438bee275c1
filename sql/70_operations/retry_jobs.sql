create function files.retry_jobs(file_ids uuid[] default null)
    returns table (file_id uuid, last_error text)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
        with retried as (
            update pgfiles.job j
            set is_dead = false, attempts = 0, run_at = now()
            where j.is_dead and (file_ids is null or j.file_id = any (file_ids))
            returning j.file_id, j.last_error
        ), waiting as (
            update pgfiles.file f
            set status = 'uploaded', status_reason = null, status_detail = null
            from retried r
            where f.id = r.file_id and f.status = 'failed'
        )
        select r.file_id, r.last_error from retried r;
end
$$;

comment on function files.retry_jobs(uuid[]) is
$$Gives dead letters another round of attempts

Of these files, or of all; the answer is which, and what their last error was. Their files wait as
uploaded again. For DBAs.$$;
