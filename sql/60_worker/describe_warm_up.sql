create function pgfiles.describe_warm_up()
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'threads', 1,
        'deadline_ms', 10000,
        'image_backend', pgfiles.setting('image_backend'),
        'image_process', pgfiles.setting('image_process'),
        'stores', pgfiles.describe_stores(array[b.name]),
        'jobs', jsonb_build_array(jsonb_build_object(
            'job_id', 0, 'kind', 'warm_up', 'bucket', b.name)))
    from pgfiles.bucket b
    where b.is_default
$$;

comment on function pgfiles.describe_warm_up() is
    'A batch that has Java walk the way of a photo once, so that the first real one does not wait '
    'for a cold JVM.';
