create function pgfiles.prune_rate_limits()
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_count bigint;
begin
    -- A full bucket is what no bucket is.
    delete from pgfiles.rate_limit r where r.full_at < clock_timestamp();
    get diagnostics v_count = row_count;
    return v_count;
end
$$;

comment on function pgfiles.prune_rate_limits() is
    'Deletes buckets that are full again; returns how many.';
