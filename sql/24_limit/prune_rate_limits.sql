create function pgfiles.prune_rate_limits(slice integer default 1000)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    c_now constant timestamptz := clock_timestamp();
    v_count bigint;
begin
    -- A full bucket is what no bucket is; and one that is not full within a minute was filled by a
    -- clock that was set back since. Whoever calls just now has his own locked, and is not waited
    -- for.
    delete from pgfiles.rate_limit r
    where r.ctid = any (array(
        select o.ctid
        from pgfiles.rate_limit o
        where o.full_at < c_now or o.full_at > c_now + interval '1 minute'
        limit slice
        for update skip locked));
    get diagnostics v_count = row_count;
    return v_count;
end
$$;

comment on function pgfiles.prune_rate_limits(integer) is
    'Deletes up to slice buckets that are full again; returns how many.';
