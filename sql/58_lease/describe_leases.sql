create function pgfiles.describe_leases(stores text[])
    returns jsonb
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'leases', jsonb_agg(jsonb_build_object(
            'store', l.store, 'nonce', (l.lease).nonce,
            'is_confirming', coalesce((l.lease).written_at + pgfiles.lease_settle(l.store)
                <= clock_timestamp(), false)) order by l.item),
        'batch', jsonb_build_object(
            'threads', least(4, count(*)),
            'deadline_ms', 10000,
            'stores', pgfiles.describe_stores(array_agg(l.bucket)),
            'jobs', jsonb_agg(jsonb_build_object(
                'job_id', l.item,
                'kind', 'hold_lease',
                'bucket', l.bucket,
                'lease', pgfiles.lease_text(l.lease),
                'nonce', (l.lease).nonce,
                'etag', (l.lease).etag) order by l.item)))
    from (
        select i.item, i.store, l as lease, b.bucket
        from unnest(stores) with ordinality i (store, item)
        join pgfiles.bucket_lease l on l.store = i.store
        cross join lateral (
            select min(b.name) as bucket
            from pgfiles.bucket b
            where pgfiles.store_of(b) = i.store) b
        where b.bucket is not null
    ) l
    having count(*) > 0
$$;

comment on function pgfiles.describe_leases(text[]) is
    'A batch that has Java take, renew or look at the leases of these stores, and what '
    'finish_leases is to know about them; null if no bucket is there any more.';
