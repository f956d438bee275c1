create function pgfiles.do_step(token uuid, step text, argument jsonb default null)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_result jsonb;
begin
    if not exists (
        select
        from pgfiles.worker w
        where w.pid = pg_backend_pid() and w.token = do_step.token) then
        perform pgfiles.raise_error('not_allowed', 'this is no step of a worker',
            'call pgfiles.run_worker');
    end if;
    case step
        when 'claim' then
            v_result := pgfiles.claim_jobs(
                (argument ->> 'batch')::integer,
                (select array_agg(k) from jsonb_array_elements_text(
                    nullif(argument -> 'kinds', 'null')) k),
                nullif(argument -> 'after', 'null'));
        when 'warm_up' then
            return pgfiles.describe_warm_up();
        when 'begin' then
            perform pgfiles.checked_java_result(pgfiles.java_begin_batch(argument::text));
        when 'await' then
            return nullif(pgfiles.checked_java_result(
                pgfiles.java_await_batch(100, argument ->> 'pace')), '')::jsonb -> 'results';
        when 'pause' then
            perform pgfiles.java_pause(argument ->> 'milliseconds');
        when 'finish' then
            return pgfiles.finish_left(argument);
        when 'close' then
            -- What could not be written waits for the end of its lease, and is not lost.
            delete from pgfiles.worker_lease l where l.pid = pg_backend_pid();
        when 'reason_to_stop' then
            return to_jsonb(pgfiles.reason_to_stop());
        when 'follow_clock' then
            perform pgfiles.follow_clock();
        when 'free_lost_jobs' then
            perform pgfiles.free_lost_jobs();
        when 'fill_waiting_location' then
            v_result := to_jsonb(pgfiles.fill_waiting_location());
        when 'due_leases' then
            v_result := pgfiles.due_leases();
        when 'finish_leases' then
            v_result := to_jsonb(pgfiles.finish_leases(
                argument -> 'leases', argument -> 'results'));
        when 'renew_signing_keys' then
            v_result := to_jsonb(pgfiles.renew_signing_keys());
        when 'prune_dead_letters' then
            v_result := to_jsonb(pgfiles.prune_dead_letters());
        when 'prune_rate_limits' then
            v_result := to_jsonb(pgfiles.prune_rate_limits());
        when 'prune_audit' then
            v_result := to_jsonb(pgfiles.prune_audit());
        when 'abandon_uploads' then
            v_result := to_jsonb(pgfiles.abandon_uploads());
        when 'archive_uploads' then
            v_result := to_jsonb(pgfiles.archive_uploads());
        when 'prune_upload_archive' then
            v_result := to_jsonb(pgfiles.prune_upload_archive());
        when 'purge_trash' then
            v_result := to_jsonb(pgfiles.purge_trash());
        when 'mend_moments' then
            v_result := to_jsonb(pgfiles.mend_moments());
        when 'fold_quota_usage' then
            v_result := to_jsonb(pgfiles.fold_quota_usage());
        when 'move_moments' then
            v_result := to_jsonb(pgfiles.move_moments());
        when 'make_left_variants' then
            v_result := to_jsonb(pgfiles.make_left_variants());
        when 'claim_doomed' then
            v_result := pgfiles.claim_doomed();
        when 'finish_doomed' then
            perform pgfiles.finish_doomed(argument -> 'batch', argument -> 'results');
        when 'due_probe' then
            v_result := pgfiles.due_probe();
        when 'finish_probe' then
            perform pgfiles.finish_probe(
                array(select b from jsonb_array_elements_text(argument -> 'buckets') b),
                argument -> 'results');
        when 'trouble' then
            -- Of errors of others the message alone: their details have values of rows.
            perform pgfiles.note_trouble(
                argument ->> 'what',
                concat_ws(': ', argument ->> 'message', case
                    when exists (
                        select
                        from pgfiles.error e
                        where right(argument ->> 'message', length(e.message)) = e.message)
                    then nullif(argument ->> 'detail', '') end),
                (argument ->> 'lasts')::interval);
    end case;
    -- What works again is no trouble any more.
    delete from pgfiles.worker_trouble t where t.what = do_step.step;
    return v_result;
end
$$;

comment on function pgfiles.do_step(uuid, text, jsonb) is
    'The one gate through which run_worker, which commits and therefore runs as its caller, does '
    'what a worker does. Runs as its owner, because a worker''s role has no rights on tables, nor '
    'on Java; asks for the token of open_worker, which code of the application that runs in the '
    'worker''s session does not know.';
