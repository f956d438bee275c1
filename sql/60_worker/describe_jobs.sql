create function pgfiles.describe_jobs(job_ids bigint[])
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    with work as (
        select j.id as job_id, j.kind, f as file
        from pgfiles.job j
        left join pgfiles.file f on f.id = j.file_id
        where j.id = any (job_ids) and j.died_at is null
    )
    select jsonb_build_object(
        -- A large file is read whole for its digest: at least 10 MB a second, an hour at most.
        'deadline_ms', least(3600000, greatest(
            pgfiles.setting('job_deadline_ms')::bigint,
            (select max((w.file).file_size) / 10000 from work w))),
        'image_backend', pgfiles.setting('image_backend'),
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
    'A batch of jobs as the JSON that java_run_batch takes: where the objects are, what was '
    'declared, what to make; null if there are none.';
