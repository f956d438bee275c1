create procedure pgfiles.hold_leases(token uuid)
    language plpgsql
as $$
declare
    v_due jsonb;
    v_results jsonb;
    v_wait interval;
    v_detail text;
begin
    -- A procedure that commits carries no set clause; next_step sets the search path. What was
    -- noted is committed before the store is asked.
    for v_turn in 1..4 loop
        begin
            v_due := null;
            v_due := pgfiles.do_step(token, 'due_leases');
        exception
            when others then
                get stacked diagnostics v_detail = pg_exception_detail;
                perform pgfiles.tell_trouble(token, 'due_leases', sqlerrm, v_detail);
        end;
        call pgfiles.next_step();
        exit when v_due is null;
        call pgfiles.do_batch(token, v_due -> 'batch', v_results);
        begin
            v_wait := null;
            v_wait := (pgfiles.do_step(token, 'finish_leases', jsonb_build_object(
                'leases', v_due -> 'leases', 'results', v_results)) #>> '{}')::interval;
        exception
            when others then
                get stacked diagnostics v_detail = pg_exception_detail;
                perform pgfiles.tell_trouble(token, 'finish_leases', sqlerrm, v_detail);
        end;
        call pgfiles.next_step();
        if v_wait > interval '0' then
            perform pgfiles.do_step(token, 'pause', jsonb_build_object(
                'milliseconds', ceil(extract(epoch from v_wait) * 1000)::text));
            call pgfiles.next_step();
        end if;
    end loop;
end
$$;

comment on procedure pgfiles.hold_leases(uuid) is
    'Takes and renews the leases of the buckets, where it is time to. Waits for lease_settle if '
    'there is one that this database does not hold yet.';
