create function pgfiles.bury_job(job_id bigint, reason text, detail text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- A file that was ready before stays so.
    update pgfiles.file f
    set status = 'failed', status_reason = reason, status_detail = detail,
        processed_at = clock_timestamp()
    from pgfiles.job j
    where j.id = bury_job.job_id and j.kind = 'process_file'
        and f.id = j.file_id and f.status in ('uploaded', 'processing');

    update pgfiles.job j
    set died_at = now(),
        leased_until = null,
        last_error = concat_ws(': ', reason, nullif(detail, ''))
    where j.id = bury_job.job_id;
end
$$;

comment on function pgfiles.bury_job(bigint, text, text) is
    'Makes a job a dead letter, and its file failed if it was to be processed.';
