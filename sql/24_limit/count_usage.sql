create function pgfiles.count_usage()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Definer, because what is used is nobody's to write. A trigger has no caller to check.
    insert into pgfiles.quota_usage (organization_id, bytes, files)
    select c.organization_id, sum(c.sign * c.bytes), sum(c.sign)
    from (
        values
            (1, new.organization_id,
                pgfiles.charged_bytes(new.status, new.file_size, new.form_max_size)),
            (-1, old.organization_id,
                pgfiles.charged_bytes(old.status, old.file_size, old.form_max_size))
    ) c (sign, organization_id, bytes)
    where c.bytes is not null
    group by c.organization_id;
    -- What was given back, and is confirmed after all, has to fit again. One row after the other
    -- asks, so none shares the lock: two that share it from a row on could not both have it alone.
    if tg_op = 'UPDATE' and not pgfiles.is_dba()
        and pgfiles.charged_bytes(old.status, old.file_size, old.form_max_size) is null then
        perform pgfiles.check_quota(new.organization_id, array[new.id], may_share => false);
    end if;
    return null;
end
$$;

comment on function pgfiles.count_usage() is
    'Notes what a new, changed or deleted file changes in what its organization uses.';
