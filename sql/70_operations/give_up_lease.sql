create function files.give_up_lease(bucket text)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_store constant text := pgfiles.checked_store(bucket);
    v_lease pgfiles.bucket_lease;
begin
    perform pgfiles.own_leases();
    perform pgfiles.note_lease(v_store, is_given_up => true);
    -- Over our own, whose tag is known.
    perform pgfiles.ask_lease(v_store);
    update pgfiles.bucket_lease l
    set taken_at = null, valid_until = null, valid_uptime = null
    where l.store = v_store
    returning l.* into v_lease;
    return case
        when v_lease.holder is null
            then 'given up: the next database whose workers want it has it'
        else 'it belongs to ' || pgfiles.holder_name(v_lease.holder)
    end;
end
$$;

comment on function files.give_up_lease(text) is
$$Has this database change and delete nothing in a bucket any more

And leaves that to the next database whose workers want to. First call files.stop_workers(), and
wait until they have ended. It stays so until files.take_lease. In the session of a DBA it goes to
the store.$$;
