create function files.take_lease(bucket text)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_store constant text := pgfiles.checked_store(bucket);
    v_before text;
    v_lease pgfiles.bucket_lease;
begin
    perform pgfiles.own_leases();
    perform pgfiles.note_lease(v_store);
    perform pgfiles.ask_lease(v_store);
    -- Over the one that was seen, and no other: a holder who is at work renews it meanwhile.
    for v_try in 1..5 loop
        select l.* into v_lease from pgfiles.bucket_lease l where l.store = v_store;
        exit when v_lease.written_at is not null;
        v_before := pgfiles.holder_name(v_lease.holder);
        update pgfiles.bucket_lease l
        set etag = coalesce(l.holder_etag, l.etag)
        where l.store = v_store;
        perform pgfiles.ask_lease(v_store);
    end loop;
    perform pgfiles.java_pause(
        ceil(extract(epoch from pgfiles.lease_settle(v_store)) * 1000)::text);
    perform pgfiles.ask_lease(v_store);
    select l.* into v_lease from pgfiles.bucket_lease l where l.store = v_store;
    if v_lease.confirmed_at is null then
        perform pgfiles.raise_error('lease_not_held',
            'it belongs to ' || pgfiles.holder_name(v_lease.holder),
            'stop the workers there, and try again');
    end if;
    return format('held from now on%s', coalesce(
        '; before by ' || v_before || ', where workers go on for at most '
            || extract(epoch from pgfiles.lease_duration()) / 60 || ' minutes', ''));
end
$$;

comment on function files.take_lease(text) is
$$Has this database, and no copy of it, change and delete objects in a bucket

Whoever has the lease so far loses it: its workers finish what they have begun, and begin nothing in
this bucket ten minutes later at the latest. Returns who that was. Waits for lease_settle. In the
session of a DBA it goes to the store. 409 lease_not_held: another database takes it at the same
time.$$;
