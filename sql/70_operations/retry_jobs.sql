create function files.retry_jobs(file_ids uuid[] default null)
    returns table (file_id uuid, last_error text)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
#variable_conflict use_column
declare
    v_job_ids bigint[];
begin
    if file_ids is null then
        v_job_ids := array(select j.id from pgfiles.job j where j.died_at is not null);
    else
        v_job_ids := array(
            select j.id
            from unnest(file_ids) i (id)
            cross join lateral (
                select j.id, j.died_at from pgfiles.job j where j.file_id = i.id offset 0) j
            where j.died_at is not null);
    end if;
    perform pgfiles.lock_files_of_jobs(v_job_ids);
    -- Jobs in the order of reread_exif, which only keeps its files from being deleted.
    perform
    from (
        select j.id
        from unnest(v_job_ids) i (id)
        cross join lateral (
            select j.id, j.file_id, j.kind from pgfiles.job j where j.id = i.id offset 0) j
        order by j.file_id, j.kind) o
    cross join lateral (
        select from pgfiles.job j where j.id = o.id offset 0 for no key update) j;

    return query
        with retried as (
            update pgfiles.job j
            set died_at = null, attempts = 0, losses = 0, run_at = now()
            where j.id = any (v_job_ids)
            returning j.kind, j.file_id, j.last_error
        ), waiting as (
            update pgfiles.file f
            set status = 'uploaded', status_reason = null, status_detail = null
            where f.id = any (array(
                select f.id
                from retried r
                cross join lateral (
                    select f.id, f.status from pgfiles.file f where f.id = r.file_id offset 0) f
                where r.kind = 'process_file' and f.status = 'failed'))
        )
        select r.file_id, r.last_error from retried r;
end
$$;

comment on function files.retry_jobs(uuid[]) is
$$Gives dead letters another round of attempts

Of these files, or of all; the answer is which, and what their last error was. A file that failed
waits as uploaded again. For DBAs.$$;
