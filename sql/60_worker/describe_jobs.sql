create function pgfiles.describe_jobs(job_ids bigint[])
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    with work as (
        select i.id as job_id, j.kind, f.file
        from unnest(job_ids) i (id)
        cross join lateral (
            select j.kind, j.file_id from pgfiles.job j where j.id = i.id offset 0) j
        left join lateral (
            select f as file from pgfiles.file f where f.id = j.file_id offset 0) f on true
    )
    select jsonb_build_object(
        -- A large file is read whole for its digest: at least 10 MB a second, an hour at most.
        'deadline_ms', least(3600000, greatest(
            pgfiles.setting('job_deadline_ms')::bigint,
            (select max((w.file).file_size) / 10000 from work w))),
        'image_backend', pgfiles.setting('image_backend'),
        'image_process', pgfiles.setting('image_process'),
        'pdf_preview', pgfiles.setting('pdf_preview')::boolean,
        'video_backend', pgfiles.setting('video_backend'),
        'stores', coalesce(
            pgfiles.describe_stores(array(select distinct (w.file).bucket from work w)), '{}'),
        'watermarks', pgfiles.describe_watermarks(),
        'jobs', jsonb_agg(
            jsonb_build_object('job_id', w.job_id, 'kind', w.kind)
                || coalesce(pgfiles.describe_file(w.kind, w.file), '{}') order by w.job_id))
    from work w
    having count(*) > 0
$$;

comment on function pgfiles.describe_jobs(bigint[]) is
    'A batch of jobs as the JSON that java_begin_batch takes: where the objects are, what was '
    'declared, what to make; null if there are none.';
