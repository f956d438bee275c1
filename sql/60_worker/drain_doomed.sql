create procedure pgfiles.drain_doomed(token uuid, inout looked_at timestamptz default null)
    language plpgsql
as $$
declare
    v_batch jsonb;
    v_results jsonb;
    v_detail text;
begin
    -- A procedure that commits carries no set clause; next_step sets the search path. While bytes
    -- are deleted nothing is held: the claim is committed, and what becomes of it is written after.
    begin
        v_batch := pgfiles.do_step(token, 'claim_doomed');
    exception
        when others then
            get stacked diagnostics v_detail = pg_exception_detail;
            perform pgfiles.tell_trouble(token, 'claim_doomed', sqlerrm, v_detail);
    end;
    call pgfiles.next_step();
    looked_at := clock_timestamp();
    if v_batch is null then
        return;
    end if;
    looked_at := '-infinity'; -- There may be more.
    call pgfiles.do_batch(token, v_batch, v_results);
    begin
        perform pgfiles.do_step(token, 'finish_doomed', jsonb_build_object(
            'batch', v_batch, 'results', v_results));
    exception
        -- After its lease it is done again: what is gone already counts as deleted.
        when others then
            get stacked diagnostics v_detail = pg_exception_detail;
            perform pgfiles.tell_trouble(token, 'finish_doomed', sqlerrm, v_detail);
    end;
    call pgfiles.next_step();
end
$$;

comment on procedure pgfiles.drain_doomed(uuid, timestamptz) is
    'Has Java delete one batch of objects that nobody needs any more, if some are due. looked_at: '
    'when nothing was due; -infinity if there may be more.';
