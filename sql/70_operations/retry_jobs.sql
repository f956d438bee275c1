create function files.retry_jobs(file_ids uuid[] default null)
    returns table (file_id uuid, last_error text)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    -- Files before jobs, as everywhere.
    perform
    from pgfiles.file f
    where f.id in (
        select j.file_id
        from pgfiles.job j
        where j.died_at is not null and (file_ids is null or j.file_id = any (file_ids)))
    order by f.id
    for no key update;

    return query
        with retried as (
            update pgfiles.job j
            set died_at = null, attempts = 0, run_at = now()
            where j.died_at is not null and (file_ids is null or j.file_id = any (file_ids))
            returning j.kind, j.file_id, j.last_error
        ), waiting as (
            update pgfiles.file f
            set status = 'uploaded', status_reason = null, status_detail = null
            from (
                select f.id
                from retried r
                cross join lateral (
                    select f.id, f.status from pgfiles.file f where f.id = r.file_id offset 0
                ) f
                where r.kind = 'process_file' and f.status = 'failed'
            ) w
            where f.id = w.id
        )
        select r.file_id, r.last_error from retried r;
end
$$;

comment on function files.retry_jobs(uuid[]) is
$$Gives dead letters another round of attempts

Of these files, or of all; the answer is which, and what their last error was. A file that failed
waits as uploaded again. For DBAs.$$;
