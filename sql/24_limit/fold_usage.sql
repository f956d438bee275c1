create function pgfiles.fold_usage(organization_id text, owner_id text)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
    -- It would not mark the entries of dead rows, and read them again each time until vacuum.
    set enable_bitmapscan = off
as $$
declare
    v_rows bigint;
begin
    -- Who folds at the same moment takes other rows.
    with gone as (
        delete from pgfiles.quota_usage u
        where u.ctid = any (array(
            select o.ctid
            from pgfiles.quota_usage o
            where o.organization_id = fold_usage.organization_id
                and o.owner_id = fold_usage.owner_id
            order by o.id
            limit 1000
            for update skip locked))
        returning u.bytes, u.files
    ), folded as (
        insert into pgfiles.quota_usage (organization_id, owner_id, bytes, files)
        select fold_usage.organization_id, fold_usage.owner_id, sum(g.bytes), sum(g.files)
        from gone g
        having sum(g.bytes) <> 0 or sum(g.files) <> 0
    )
    select count(*) into v_rows from gone g;
    return v_rows;
end
$$;

comment on function pgfiles.fold_usage(text, text) is
    'Makes one row of up to 1,000 of an organization''s, or of one of its owners'', in '
    'quota_usage; returns how many there were.';
