create function pgfiles.used_quota(organization_id text, out bytes bigint, out files bigint)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows bigint;
begin
    -- Volatile, so that it sees what others committed while the caller waited for them.
    select coalesce(sum(u.bytes), 0), coalesce(sum(u.files), 0), count(*)
    into bytes, files, v_rows
    from pgfiles.quota_usage u
    where u.organization_id = used_quota.organization_id;
    if v_rows > 500 and pg_try_advisory_xact_lock(
            'pgfiles.quota_usage'::regclass::oid::integer, hashtext(organization_id)) then
        perform pgfiles.fold_quota_usage(organization_id);
    end if;
end
$$;

comment on function pgfiles.used_quota(text) is
    'What an organization uses. Folds its rows once they are many, unless somebody else is at it.';
