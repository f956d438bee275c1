create function pgfiles.fold_quota_usage(organization_id text default null)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows bigint;
begin
    -- Whoever folds at the same moment waits for these rows, and then finds them gone.
    with gone as (
        delete from pgfiles.quota_usage u
        where u.organization_id = fold_quota_usage.organization_id
            or fold_quota_usage.organization_id is null
                and exists (
                    select from pgfiles.quota_usage another
                    where another.organization_id = u.organization_id and another.id <> u.id)
        returning u.organization_id, u.bytes, u.files
    ), folded as (
        insert into pgfiles.quota_usage (organization_id, bytes, files)
        select g.organization_id, sum(g.bytes), sum(g.files)
        from gone g
        group by g.organization_id
        having sum(g.bytes) <> 0 or sum(g.files) <> 0
    )
    select count(*) into v_rows from gone;
    return v_rows;
end
$$;

comment on function pgfiles.fold_quota_usage(text) is
    'Makes one row of an organization''s rows in quota_usage, or for each organization; returns '
    'how many there were.';
