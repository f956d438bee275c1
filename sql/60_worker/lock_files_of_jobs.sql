create function pgfiles.lock_files_of_jobs(job_ids bigint[])
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
begin
    perform
    from pgfiles.file f
    where f.id = any (array(
        select j.file_id
        from unnest(job_ids) i (id)
        cross join lateral (select j.file_id from pgfiles.job j where j.id = i.id offset 0) j))
    order by f.id
    for no key update;
end
$$;

comment on function pgfiles.lock_files_of_jobs(bigint[]) is
    'Locks the files of these jobs in the order of their ids: files before jobs, as everywhere.';
