create function pgfiles.due_leases()
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_lease pgfiles.bucket_lease;
    v_stores text[];
begin
    if not pgfiles.setting('lease_required')::boolean then
        return null;
    end if;
    perform pgfiles.own_leases();
    for v_lease in
        select l.*
        from pgfiles.bucket_lease l
        where pgfiles.is_lease_due(l)
        order by l.store
        for update skip locked
    loop
        -- After a restart it is looked at first: a copy on the same machine may have been faster.
        if v_lease.confirmed_at is not null
            and (v_lease.server_start = pg_postmaster_start_time()
                or v_lease.valid_until < clock_timestamp()) then
            perform pgfiles.note_lease(v_lease.store);
        end if;
        update pgfiles.bucket_lease l
        set tried_at = clock_timestamp()
        where l.store = v_lease.store;
        v_stores := v_stores || v_lease.store;
    end loop;
    return pgfiles.describe_leases(v_stores);
end
$$;

comment on function pgfiles.due_leases() is
    'The leases to which a worker is to turn now, as a batch for Java; null if there are none. '
    'Nonces are committed before the batch is begun.';
