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
        'has_request_ids', pgfiles.was_seen(b.name, 'request_ids'),
        'has_md5_etags', pgfiles.was_seen(b.name, 'md5_etags')))
    from pgfiles.bucket b
    where b.name = any (buckets)
$$;

comment on function pgfiles.describe_stores(text[]) is
    'How java_begin_batch reaches these buckets, as JSON by name.';
