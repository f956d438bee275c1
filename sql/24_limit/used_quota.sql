create function pgfiles.used_quota(organization_id text, out bytes bigint, out files bigint)
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
    -- Volatile, so that it sees what others committed while the caller waited for them.
    select coalesce(sum(u.bytes), 0), coalesce(sum(u.files), 0), count(*)
    into bytes, files, v_rows
    from pgfiles.quota_usage u
    where u.organization_id = used_quota.organization_id and u.owner_id = '';
    if v_rows > 50 and current_setting('transaction_isolation') = 'read committed' then
        perform pgfiles.fold_usage(organization_id, '');
    end if;
end
$$;

comment on function pgfiles.used_quota(text) is
    'What an organization uses. Folds its rows once they are more than fifty.';
