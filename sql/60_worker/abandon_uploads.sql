create function pgfiles.abandon_uploads(slice integer default 1000)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    -- By the index and its order always, see claim_jobs.
    set enable_seqscan = off
    set enable_bitmapscan = off
    set enable_sort = off
    set jit = off
as $$
declare
    v_patience interval := pgfiles.setting('upload_abandoned_after')::interval;
    v_url_lives interval :=
        make_interval(secs => pgfiles.setting('upload_expires_in_max')::integer);
    -- Each signing of an upload in parts counts. While a URL of it may live it is none that was
    -- left.
    v_parts_patience interval := greatest(
        v_patience, make_interval(secs => pgfiles.setting('part_expires_in_max')::integer));
    -- After a restore what is pending may have been confirmed: first somebody takes the lease.
    v_unheld text[] := pgfiles.unheld_buckets();
    v_file_ids uuid[];
    v_parts uuid[];
    v_count bigint;
begin
    v_file_ids := array(
        select f.id
        from pgfiles.file f
        where f.is_ready is null and f.upload_method <> 'multipart'
            and coalesce(f.renewed_at, f.created_at) < now() - v_patience - v_url_lives
            and f.status = 'pending'
            and f.bucket <> all (v_unheld)
            -- One that the server itself makes is not there before its job is done.
            and (f.upload_method in ('put', 'unsized_put', 'form') or not exists (
                select from (select from pgfiles.job j where j.file_id = f.id offset 0) j))
        order by coalesce(f.renewed_at, f.created_at)
        limit slice
        for no key update skip locked);
    -- With those that are ready, whose client may have begun more uploads than the one that it put
    -- together.
    v_parts := array(
        select m.file_id
        from pgfiles.multipart_upload m
        cross join lateral (
            select f.* from pgfiles.file f where f.id = m.file_id offset 0) f
        where m.last_activity_at < now() - v_parts_patience
            and (f.is_ready is not null or f.status = 'pending')
            and f.bucket <> all (v_unheld)
        order by m.last_activity_at
        limit slice
        for update of m skip locked);
    v_parts := array(
        select f.id
        from unnest(v_parts) p (id)
        cross join lateral (
            select f.id, f.is_ready, f.status
            from pgfiles.file f
            where f.id = p.id
            offset 0
            for no key update skip locked) f
        where f.is_ready is not null or f.status = 'pending');

    v_count := cardinality(v_file_ids) + cardinality(v_parts);
    insert into pgfiles.doomed_object
        (bucket, s3_key, upload_id, file_id, organization_id, cause, delete_at)
    select f.bucket, f.s3_original_key, '*', f.id, f.organization_id, 'left',
        pgfiles.deletion_time(f, false)
    from unnest(v_parts) p (id)
    cross join lateral (select f.* from pgfiles.file f where f.id = p.id offset 0) f
    where not pgfiles.awaits_bytes(f.status, f.status_reason)
    on conflict do nothing;
    v_file_ids := v_file_ids || array(
        select f.id
        from unnest(v_parts) p (id)
        cross join lateral (
            select f.id, f.status, f.status_reason
            from pgfiles.file f
            where f.id = p.id
            offset 0) f
        where pgfiles.awaits_bytes(f.status, f.status_reason));
    -- Which dooms what may be in the store, and gives back what the quota had set aside for it.
    update pgfiles.file f
    set status = 'rejected', status_reason = 'abandoned',
        status_detail = format('not confirmed within %s', v_patience),
        processed_at = clock_timestamp()
    where f.id = any (v_file_ids);
    delete from pgfiles.multipart_upload m where m.file_id = any (v_parts);
    return v_count;
end
$$;

comment on function pgfiles.abandon_uploads(integer) is
    'Gives up uploads that nobody has confirmed, the setting upload_abandoned_after past the end '
    'of their last URL: rejected (abandoned), and what may have come of them is doomed. Also what '
    'uploads in parts have left that are over. Up to slice of each; returns how many.';
