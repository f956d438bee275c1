create function pgfiles.prune_upload_archive(slice integer default 1000)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    -- By the index and its order always, see claim_jobs.
    set enable_seqscan = off
    set enable_bitmapscan = off
    set enable_sort = off
    set jit = off
as $$
declare
    v_count bigint;
begin
    delete from pgfiles.upload_archive a
    where a.id = any (array(
        select o.id
        from pgfiles.upload_archive o
        where o.ended_at at time zone 'UTC'
            < (now() - pgfiles.setting('audit_retention')::interval) at time zone 'UTC'
        order by o.ended_at at time zone 'UTC'
        limit slice
        for update skip locked));
    get diagnostics v_count = row_count;
    return v_count;
end
$$;

comment on function pgfiles.prune_upload_archive(integer) is
    'Deletes up to slice lines of pgfiles.upload_archive that are older than the setting '
    'audit_retention; returns how many.';
