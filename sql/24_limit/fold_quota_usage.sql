create function pgfiles.fold_quota_usage()
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id text;
    v_owner_id text;
    v_rows bigint := 0;
begin
    for v_organization_id, v_owner_id in
        select u.organization_id, u.owner_id
        from pgfiles.quota_usage u
        group by u.organization_id, u.owner_id
        having count(*) > 100
    loop
        v_rows := v_rows + pgfiles.fold_usage(v_organization_id, v_owner_id);
        exit when v_rows >= 1000;
    end loop;
    return v_rows;
end
$$;

comment on function pgfiles.fold_quota_usage() is
    'Folds what those who write and read quota_usage have left: what is more than 100 rows. '
    'Returns how many rows that were; it ends after 1,000.';
