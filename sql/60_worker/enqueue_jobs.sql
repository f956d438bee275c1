create function pgfiles.enqueue_jobs(kind text, file_ids uuid[], priority smallint default 0)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Who calls has locked the files. In their order, because an insert waits for another one of
    -- the same job. One that runs just now keeps its lease, and by its attempts its worker sees
    -- that it has to be done again.
    insert into pgfiles.job as j (kind, file_id, priority)
    select enqueue_jobs.kind, i.id, enqueue_jobs.priority
    from unnest(file_ids) i (id)
    order by i.id
    on conflict on constraint job_once_per_file do update
    set priority = least(j.priority, excluded.priority), run_at = excluded.run_at,
        attempts = 0, losses = 0, died_at = null, last_error = null;
end
$$;

comment on function pgfiles.enqueue_jobs(text, uuid[], smallint) is
    'Queues a job for each file in the transaction of its cause. A file has one job of a kind: '
    'asked for again, it is due at once, with all its attempts.';
