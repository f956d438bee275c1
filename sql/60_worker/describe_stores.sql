create function pgfiles.describe_stores(buckets text[])
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_object_agg(b.name, jsonb_build_object(
        'bucket', b.s3_bucket,
        'endpoint', b.endpoint,
        'region', b.region,
        'is_path_style', b.is_path_style,
        'credential_profile', b.credential_profile,
        -- Unless seen otherwise: of a store that nobody could look at yet, a portal's page would
        -- pass for an upload.
        'has_request_ids', coalesce(c.gives_request_ids, true),
        'has_md5_etags', coalesce(c.gives_md5_etags, true)))
    from pgfiles.bucket b
    left join lateral (
        select bool_and(c.is_ok) filter (where c.item = 'request_ids') as gives_request_ids,
            bool_and(c.is_ok) filter (where c.item = 'md5_etags') as gives_md5_etags
        from pgfiles.bucket_check c
        where c.bucket = b.name
    ) c on true
    where b.name = any (buckets)
$$;

comment on function pgfiles.describe_stores(text[]) is
    'How java_begin_batch reaches these buckets, as JSON by name.';
