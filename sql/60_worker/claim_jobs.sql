create function pgfiles.claim_jobs(
    batch integer,
    kinds text[] default null,
    after jsonb default null
)
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    -- By the indexes always: the plan is made while the queue is empty, and kept when a million
    -- jobs come. And by their order: who sorts has read them all.
    set enable_seqscan = off
    set enable_bitmapscan = off
    -- What has no index, such as hooks, looks expensive then, and would be compiled.
    set jit = off
as $$
declare
    -- To claim, to give up an overdue job, to write.
    c_spare constant interval := interval '30 seconds';
    c_max_attempts constant integer := pgfiles.setting('job_max_attempts')::integer;
    c_max_losses constant integer := 3;
    c_writing constant text[] := array['process_file', 'make_variants'];
    v_unheld constant text[] := pgfiles.unheld_buckets();
    -- Where nothing may be written, what would write is not even read.
    v_kinds constant text[] := array(
        select distinct k
        from unnest(coalesce(kinds, pgfiles.job_kinds())) k
        where k <> all (c_writing)
            or exists (select from pgfiles.bucket b where b.name <> all (v_unheld)));
    v_has_suspect boolean := exists (select from pgfiles.worker_lease l where l.is_suspect);
    v_job_ids bigint[];
    v_suspect bigint;
    v_is_suspect boolean := false;
    v_overdue bigint[];
    v_batch jsonb;
    v_deadline interval;
    v_lease interval;
    v_leased_until timestamptz;
begin
    select array_agg(w.id order by w.priority, w.run_at, w.id)
            filter (where not w.is_overdue and w.losses = 0),
        (array_agg(w.id order by w.priority, w.run_at, w.id)
            filter (where not w.is_overdue and w.losses > 0))[1],
        array_agg(w.id) filter (where w.is_overdue)
    into v_job_ids, v_suspect, v_overdue
    from (
        select j.*, j.attempts >= c_max_attempts or j.losses >= c_max_losses as is_overdue
        from unnest(v_kinds) k (kind)
        cross join lateral (
            select j.id, j.priority, j.run_at, j.attempts, j.losses
            from pgfiles.job j
            where j.kind = k.kind
                and j.died_at is null
                and j.run_at <= now()
                and (j.priority, j.run_at, j.id) > (
                    coalesce((after #>> array[k.kind, 'priority'])::smallint, -32768),
                    coalesce((after #>> array[k.kind, 'run_at'])::timestamptz, '-infinity'),
                    coalesce((after #>> array[k.kind, 'id'])::bigint, 0))
                and (j.leased_until is null or j.leased_until <= now())
                and (j.losses = 0 or j.losses >= c_max_losses or not v_has_suspect)
                and (v_unheld = '{}' or k.kind <> all (c_writing) or exists (
                    select
                    from (
                        select f.bucket from pgfiles.file f where f.id = j.file_id offset 0) f
                    where f.bucket <> all (v_unheld)))
                -- A file's jobs one after the other: they write the same variants.
                and not exists (
                    select
                    from (
                        select o.id, o.died_at
                        from pgfiles.job o
                        where o.file_id = j.file_id
                        offset 0
                    ) o
                    where o.id < j.id and o.died_at is null)
            order by j.priority, j.run_at, j.id
            limit batch
            for update skip locked
        ) j
        order by j.priority, j.run_at, j.id
        limit batch
    ) w;
    if v_overdue is not null then
        perform pgfiles.bury_overdue_jobs(v_overdue);
    end if;
    -- Alone, and no other suspect at the same time: who takes the server down shall be known.
    if v_suspect is not null
        and pg_try_advisory_xact_lock('pgfiles.worker_lease'::regclass::oid::bigint) then
        v_is_suspect := not exists (select from pgfiles.worker_lease l where l.is_suspect);
        if v_is_suspect then
            v_job_ids := array[v_suspect];
        end if;
    end if;
    if v_job_ids is null then
        return null;
    end if;
    v_batch := pgfiles.describe_jobs(v_job_ids);
    -- What has taken all workers but one along, perhaps by a native library, has its last try
    -- without.
    if v_is_suspect and exists (
        select
        from (select j.losses from pgfiles.job j where j.id = v_suspect offset 0) j
        where j.losses = c_max_losses - 1) then
        v_batch := v_batch || '{"image_backend": "jdk"}';
    end if;

    -- The lease outlives the batch: Java starts no job after batch_ms, and each ends by its
    -- deadline.
    v_deadline := make_interval(secs => (v_batch ->> 'deadline_ms')::numeric / 1000);
    v_lease := greatest(pgfiles.setting('job_lease')::interval, v_deadline + 2 * c_spare);
    v_leased_until := clock_timestamp() + v_lease;
    update pgfiles.job j
    set leased_until = v_leased_until, attempts = j.attempts + 1
    where j.id = any (v_job_ids);
    insert into pgfiles.worker_lease (pid, backend_start, leased_until, job_ids, is_suspect)
    select a.pid, a.backend_start, v_leased_until, v_job_ids, v_is_suspect
    from pg_stat_get_activity(pg_backend_pid()) a;

    -- Only for people to see, all in one. Whoever has locked a file, perhaps to delete it with its
    -- job, is not waited for.
    update pgfiles.file f
    set status = 'processing'
    where f.id = any (array(
        select f.id
        from unnest(v_job_ids) i (id)
        cross join lateral (
            select j.kind, j.file_id from pgfiles.job j where j.id = i.id offset 0) j
        cross join lateral (
            select f.id, f.status
            from pgfiles.file f
            where f.id = j.file_id
            offset 0
            for no key update skip locked) f
        where j.kind = 'process_file' and f.status = 'uploaded'));

    return v_batch || jsonb_build_object(
        'leased_until', v_leased_until,
        -- A suspect was taken before its turn.
        'last', case when v_is_suspect then after else (
            select jsonb_object_agg(l.kind, l.position)
            from (
                select distinct on (j.kind) j.kind, jsonb_build_object(
                    'priority', j.priority, 'run_at', j.run_at, 'id', j.id) as position
                from unnest(v_job_ids) with ordinality i (id, place)
                cross join lateral (
                    select j.* from pgfiles.job j where j.id = i.id offset 0) j
                order by j.kind, i.place desc
            ) l) end,
        'batch_ms', least(3600000, extract(epoch from v_lease - v_deadline - c_spare) * 1000)
            ::bigint);
end
$$;

comment on function pgfiles.claim_jobs(integer, text[], jsonb) is
    'Leases up to batch due jobs to the caller and describes them for Java; null if there are '
    'none. One whose worker was lost comes alone, and after the third time never again. '
    'after: looks only behind this job of each kind, "last" of earlier batches.';
