create function pgfiles.describe_deletion(doomed_ids bigint[])
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'threads', 1,
        'stores', pgfiles.describe_stores(array_agg(distinct d.bucket)),
        'jobs', jsonb_build_array(jsonb_build_object(
            'job_id', 0,
            'kind', 'delete_objects',
            'bucket', min(d.bucket),
            -- A store may learn it.
            'can_delete_many', not exists (
                select
                from pgfiles.bucket_check c
                where c.bucket = min(d.bucket) and c.item = 'bulk_deletes' and not c.is_ok
                    and c.checked_at > now() - interval '1 day'),
            'objects', jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                'id', d.id,
                'key', d.s3_key,
                'version_id', d.version_id,
                'upload_id', d.upload_id,
                'is_prefix', d.is_prefix)) order by d.id))))
    from unnest(doomed_ids) i (id)
    cross join lateral (
        select d.* from pgfiles.doomed_object d where d.id = i.id offset 0) d
    having count(*) > 0
$$;

comment on function pgfiles.describe_deletion(bigint[]) is
    'The batch that has Java delete these objects of one bucket; null if there are none.';
