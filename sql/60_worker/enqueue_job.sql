create function pgfiles.enqueue_job(kind text, file_id uuid, priority smallint default 0)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- One that runs just now keeps its lease, and by its attempts its worker sees that it has to be
    -- done again.
    insert into pgfiles.job as j (kind, file_id, priority)
    values (enqueue_job.kind, enqueue_job.file_id, enqueue_job.priority)
    on conflict on constraint job_once_per_file do update
    set priority = least(j.priority, excluded.priority), run_at = excluded.run_at,
        attempts = 0, died_at = null, last_error = null;
end
$$;

comment on function pgfiles.enqueue_job(text, uuid, smallint) is
    'Queues a job in the transaction of its cause. A file has one job of a kind: asked for again, '
    'it is due at once, with all its attempts.';
