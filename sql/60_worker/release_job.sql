create function pgfiles.release_job(job_id bigint, attempts integer, run_at timestamptz)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    update pgfiles.file f
    set status = 'uploaded'
    from pgfiles.job j
    where j.id = release_job.job_id and j.kind = 'process_file'
        and f.id = j.file_id and f.status = 'processing';

    update pgfiles.job j
    set leased_until = null, attempts = release_job.attempts, run_at = release_job.run_at
    where j.id = release_job.job_id;
end
$$;

comment on function pgfiles.release_job(bigint, integer, timestamptz) is
    'Puts a leased job back, to be done from run_at on.';
