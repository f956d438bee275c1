create function pgfiles.mark_arrived(s3_buckets text[], keys text[])
    returns uuid[]
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_awaited uuid[];
    v_abandoned uuid[];
begin
    -- Definer, because clients must not set a status. The caller is nobody's user: only the role of
    -- the store's notifications may execute this, and it can do no more than confirm uploads that
    -- are waited for. The worker then looks at the object itself.
    select array_agg(f.id) filter (where pgfiles.awaits_bytes(f.status, f.status_reason)),
        array_agg(f.id) filter (where f.status = 'rejected' and f.status_reason = 'abandoned')
    into v_awaited, v_abandoned
    from (
        -- All who write many files lock in the order of the ids.
        select distinct f.id, f.s3_original_key
        from unnest(s3_buckets, keys) o (s3_bucket, key)
        cross join lateral (
            select f.id, f.s3_original_key, f.bucket
            from pgfiles.file f
            where f.s3_original_key = o.key
            offset 0) f
        join pgfiles.bucket b on b.name = f.bucket and b.s3_bucket = o.s3_bucket
        order by f.id) i
    cross join lateral (
        select f.* from pgfiles.file f where f.id = i.id offset 0 for no key update) f
    where f.s3_original_key = i.s3_original_key;
    v_awaited := coalesce(v_awaited, '{}') || pgfiles.spare_uploads(v_abandoned);
    update pgfiles.file f
    set status = 'uploaded', status_reason = null, status_detail = null,
        uploaded_at = clock_timestamp(), processed_at = null
    where f.id = any (v_awaited);
    return v_awaited;
end
$$;

comment on function pgfiles.mark_arrived(text[], text[]) is
    'Sets files to uploaded whose upload is waited for, or was abandoned, by the S3 bucket and key '
    'of their objects; returns which.';
