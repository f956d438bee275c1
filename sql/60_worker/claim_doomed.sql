create function pgfiles.claim_doomed(batch integer default null)
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    -- By the index and its order always, see claim_jobs.
    set enable_seqscan = off
    set enable_bitmapscan = off
    set jit = off
as $$
declare
    c_spare constant interval := interval '30 seconds';
    c_max_attempts constant integer := pgfiles.setting('job_max_attempts')::integer;
    c_batch constant integer :=
        coalesce(claim_doomed.batch, pgfiles.setting('deletion_batch')::integer);
    -- The batch ends before the bucket may be another database's.
    v_deadline interval := least(
        pgfiles.lease_duration() / 2,
        make_interval(secs => pgfiles.setting('job_deadline_ms')::numeric / 1000));
    -- And before other workers take it up.
    v_lease interval := greatest(
        pgfiles.setting('job_lease')::interval, v_deadline + 2 * c_spare);
    v_bucket text;
    v_attempts integer;
    v_ids bigint[];
    v_needed bigint[];
    v_leased_until timestamptz;
begin
    for v_bucket, v_attempts in
        select b.name, d.attempts
        from pgfiles.bucket b
        cross join lateral (
            select d.delete_at, d.attempts
            from pgfiles.doomed_object d
            where d.bucket = b.name and d.died_at is null and d.delete_at <= now()
                -- A lease that ends later than it can is of a clock that was set back.
                and (d.leased_until between now() and now() + v_lease + c_spare) is not true
            order by d.delete_at
            limit 1
        ) d
        order by d.delete_at
    loop
        continue when not pgfiles.holds_lease(v_bucket, v_deadline + c_spare);
        -- Fewer at a time where they have failed: the store may be too slow for so many.
        v_ids := array(
            select d.id
            from pgfiles.doomed_object d
            where d.bucket = v_bucket and d.died_at is null and d.delete_at <= now()
                and (d.leased_until between now() and now() + v_lease + c_spare) is not true
            order by d.delete_at
            limit greatest(1, c_batch >> least(v_attempts, 5))
            for update skip locked);
        -- The last look, in the transaction that takes the lease: from now on nobody brings these
        -- rows back.
        v_needed := array(select n.id from pgfiles.needed_objects(v_ids) n);
        if v_needed <> '{}' then
            delete from pgfiles.doomed_object d where d.id = any (v_needed);
            perform pgfiles.note_trouble(
                'doomed objects in use',
                format('%s objects were to be deleted and are needed by files; they stay: %s',
                    cardinality(v_needed), v_bucket),
                interval '1 day');
        end if;
        -- Taken so often, and the worker never came back.
        update pgfiles.doomed_object d
        set died_at = now(), leased_until = null,
            last_error = coalesce(d.last_error, 'its worker was lost')
        where d.id = any (v_ids) and d.attempts >= c_max_attempts;
        v_leased_until := clock_timestamp() + v_lease;
        with leased as (
            update pgfiles.doomed_object d
            set leased_until = v_leased_until, attempts = d.attempts + 1
            where d.id = any (v_ids) and d.died_at is null
            returning d.id
        )
        select array_agg(l.id) into v_ids from leased l;
        if v_ids is not null then
            return pgfiles.describe_deletion(v_ids) || jsonb_build_object(
                'leased_until', v_leased_until,
                'deadline_ms', extract(epoch from v_deadline)::bigint * 1000);
        end if;
    end loop;
    return null;
end
$$;

comment on function pgfiles.claim_doomed(integer) is
    'Leases due objects of one bucket that are to be deleted to the caller and describes them for '
    'Java; null if there are none, or none that this database may delete. What a row still points '
    'to is taken off the list. batch: how many at most; null: the setting deletion_batch.';
