create function pgfiles.describe_probe(
    buckets text[], origins text[] default null, is_applied boolean default false
)
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'threads', least(4, count(*)),
        'deadline_ms', 60000,
        'stores', pgfiles.describe_stores(buckets),
        'jobs', jsonb_agg(jsonb_build_object(
            'job_id', b.item,
            'kind', 'probe_bucket',
            'bucket', b.name,
            'public_endpoint', b.public_endpoint,
            'upload_headers', b.upload_headers,
            'origins', to_jsonb(coalesce(origins, pgfiles.setting('web_origins')::text[])),
            'is_applied', is_applied) order by b.item))
    from (
        select i.item, b.name, b.public_endpoint, b.upload_headers
        from unnest(buckets) with ordinality i (name, item)
        join pgfiles.bucket b on b.name = i.name
    ) b
    having count(*) > 0
$$;

comment on function pgfiles.describe_probe(text[], text[], boolean) is
    'A batch that has Java try what the stores of these buckets do, and look how they are set up; '
    'null if there are none. origins: those of web_origins if null; is_applied: rules that are '
    'missing are written.';
