create function pgfiles.count_change()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Definer, because what is used is nobody's to write. A trigger has no caller to check.
    insert into pgfiles.quota_usage (organization_id, owner_id, bytes, files)
    select f.organization_id, coalesce(f.owner_id, ''), sum(f.sign * f.bytes), sum(f.sign)
    from (
        values
            (1, new.organization_id, new.owner_id,
                pgfiles.charged_bytes(
                    new.status, new.file_size, new.form_max_size, new.deleted_at)),
            (-1, old.organization_id, old.owner_id,
                pgfiles.charged_bytes(
                    old.status, old.file_size, old.form_max_size, old.deleted_at))
    ) f (sign, organization_id, owner_id, bytes)
    where f.bytes is not null
    group by grouping sets ((f.organization_id), (f.organization_id, f.owner_id))
    having (grouping(f.owner_id) = 1 or f.owner_id <> '')
        and (sum(f.sign * f.bytes) <> 0 or sum(f.sign) <> 0);
    -- What was given back, and is confirmed after all, has to fit again. One row after the other
    -- asks, so none shares the lock: two that share it from a row on could not both have it alone.
    if tg_op = 'UPDATE' and not pgfiles.is_dba()
        and pgfiles.charged_bytes(
            old.status, old.file_size, old.form_max_size, old.deleted_at) is null then
        perform pgfiles.check_quota(new.organization_id, array[new.id], may_share => false);
    end if;
    return null;
end
$$;

comment on function pgfiles.count_change() is
    'Notes what a changed file changes in what its organization and its owner use; and a new or '
    'deleted one where replication brings it.';
