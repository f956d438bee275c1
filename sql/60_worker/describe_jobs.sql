create function pgfiles.describe_jobs(job_ids bigint[])
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    with work as (
        select j.id as job_id, j.kind, f.*, b.s3_bucket, b.cache_control, b.max_bytes
        from pgfiles.job j
        left join pgfiles.file f on f.id = j.file_id
        left join pgfiles.bucket b on b.name = f.bucket
        where j.id = any (job_ids) and j.died_at is null
    )
    select jsonb_build_object(
        -- A large file is read whole for its digest: at least 10 MB a second, an hour at most.
        'deadline_ms', least(3600000, greatest(
            pgfiles.setting('job_deadline_ms')::bigint,
            (select max(w.file_size) / 10000 from work w))),
        'image_backend', pgfiles.setting('image_backend'),
        'stores', coalesce(
            pgfiles.describe_stores(array(select distinct w.bucket from work w)), '{}'),
        'jobs', jsonb_agg(case
            when w.id is null then jsonb_build_object('job_id', w.job_id, 'kind', w.kind)
            else jsonb_build_object(
                'job_id', w.job_id,
                'kind', w.kind,
                'bucket', w.bucket,
                'key', w.s3_original_key,
                'declared_type', w.file_type,
                'declared_size', w.file_size,
                'max_bytes', least(w.max_bytes, w.form_max_size),
                'max_pixels', pgfiles.setting('image_max_pixels')::bigint,
                'sha256', w.sha256,
                'cache_control', w.cache_control,
                'variants', (
                    select coalesce(jsonb_agg(jsonb_build_object(
                        'name', s.name,
                        'key', regexp_replace(w.s3_original_key, '[^/]*$', '') || s.name || '.'
                            || pgfiles.file_extension('image/' || s.format),
                        'width', s.width,
                        'height', s.height,
                        'fit', s.fit,
                        'format', s.format,
                        'quality', s.quality) order by s.width * s.height desc), '[]')
                    from pgfiles.variant_spec s
                    where s.is_enabled))
            end order by w.job_id))
    from work w
    having count(*) > 0
$$;

comment on function pgfiles.describe_jobs(bigint[]) is
    'A batch of jobs as the JSON that java_run_batch takes: where the objects are, what was '
    'declared, what to make; null if there are none.';
