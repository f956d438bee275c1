create function pgfiles.mark_arrived(s3_buckets text[], keys text[])
    returns uuid[]
    language sql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    -- Definer, because clients must not set a status. The caller is nobody's user: only the role of
    -- the store's notifications may execute this, and it can do no more than confirm uploads that
    -- are waited for. The worker then looks at the object itself.
    with locked as materialized (
        -- All who write many files lock in the order of the ids.
        select f.id, f.status, f.status_reason
        from unnest(s3_buckets, keys) o (s3_bucket, key)
        join pgfiles.bucket b on b.s3_bucket = o.s3_bucket
        join pgfiles.file f on f.s3_original_key = o.key and f.bucket = b.name
        order by f.id
        for no key update of f
    ), arrived as (
        update pgfiles.file f
        set status = 'uploaded', status_reason = null, status_detail = null,
            uploaded_at = clock_timestamp()
        from locked l
        where f.id = l.id and pgfiles.awaits_bytes(l.status, l.status_reason)
        returning f.id
    )
    select coalesce(array_agg(a.id), '{}') from arrived a
$$;

comment on function pgfiles.mark_arrived(text[], text[]) is
    'Sets pending files to uploaded by the S3 bucket and key of their objects; returns which.';
