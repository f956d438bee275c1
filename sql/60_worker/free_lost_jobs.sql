create function pgfiles.free_lost_jobs(is_new_worker boolean default false)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_count bigint;
begin
    -- Whoever does nothing has no batch: its worker was interrupted. Nor has a worker that has just
    -- begun; what its session did before was ended likewise. A job that somebody has locked waits
    -- for the end of its lease.
    with lost as (
        delete from pgfiles.worker_lease l
        where l.leased_until <= clock_timestamp()
            or is_new_worker and l.pid = pg_backend_pid()
            or not exists (
                select
                from pg_stat_get_activity(l.pid) a
                where a.backend_start = l.backend_start
                    and coalesce(a.state not like 'idle%', true))
        returning l.leased_until, l.job_ids
    ), free as (
        select j.id
        from lost l
        cross join lateral unnest(l.job_ids) i (id)
        cross join lateral (
            select j.id, j.leased_until
            from pgfiles.job j
            where j.id = i.id
            offset 0
            for update skip locked) j
        where j.leased_until = l.leased_until and l.leased_until > clock_timestamp()
    )
    update pgfiles.job j
    set leased_until = null, losses = j.losses + 1
    where j.id = any (array(select f.id from free f));
    get diagnostics v_count = row_count;
    return v_count;
end
$$;

comment on function pgfiles.free_lost_jobs(boolean) is
    'Makes the jobs of workers that are gone due at once, and returns how many: of those that were '
    'ended or killed, and of all after a restart of the server.';
