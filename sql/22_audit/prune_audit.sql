create function pgfiles.prune_audit(slice integer default 1000)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_until timestamptz := now() - pgfiles.setting('audit_retention')::interval;
    v_count bigint;
begin
    -- Numbers go up with time, so that the oldest lines are found without an index on it; and if
    -- the first is young, all are.
    if (select o.logged_at from pgfiles.logged_action o order by o.id limit 1) >= v_until then
        return 0;
    end if;
    delete from pgfiles.logged_action a
    using (
        select o.id, o.logged_at from pgfiles.logged_action o order by o.id limit slice
    ) oldest
    where a.id = oldest.id and oldest.logged_at < v_until;
    get diagnostics v_count = row_count;
    return v_count;
end
$$;

comment on function pgfiles.prune_audit(integer) is
    'Deletes up to slice lines of the audit that are older than the setting audit_retention; '
    'returns how many. Call it again while it returns slice.';
