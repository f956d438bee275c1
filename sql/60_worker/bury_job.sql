create function pgfiles.bury_job(job_id bigint, reason text, detail text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    update pgfiles.job j
    set is_dead = true, last_error = concat_ws(': ', reason, detail)
    where j.id = bury_job.job_id;

    update pgfiles.file f
    set status = 'failed', status_reason = reason, status_detail = detail,
        processed_at = clock_timestamp()
    from pgfiles.job j
    where j.id = bury_job.job_id and f.id = j.file_id and f.status in ('uploaded', 'processing');
end
$$;

comment on function pgfiles.bury_job(bigint, text, text) is
    'Makes a job a dead letter and its file failed.';
