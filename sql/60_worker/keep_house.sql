create procedure pgfiles.keep_house(token uuid, inout due_in interval default null)
    language plpgsql
as $$
declare
    v_chore text;
    v_count bigint;
    v_probe jsonb;
    v_results jsonb;
    v_detail text;
begin
    -- A procedure that commits carries no set clause; next_step sets the search path. Each step is
    -- a transaction, so that nobody waits for a row until the others are done. Keys first: without
    -- them nothing is signed.
    begin
        due_in := (pgfiles.do_step(token, 'renew_signing_keys') #>> '{}')::interval;
    exception
        when others then
            get stacked diagnostics v_detail = pg_exception_detail;
            perform pgfiles.tell_trouble(
                token, 'renew_signing_keys', 'no signing key: ' || sqlerrm, v_detail, '65 minutes');
            due_in := interval '1 minute';
    end;
    call pgfiles.next_step();
    foreach v_chore in array array[
        'prune_dead_letters', 'prune_rate_limits', 'prune_audit', 'purge_trash', 'mend_moments',
        'abandon_uploads', 'archive_uploads', 'prune_upload_archive',
        'fold_quota_usage', 'move_moments', 'make_left_variants']
    loop
        loop
            begin
                v_count := pgfiles.do_step(token, v_chore)::bigint;
            exception
                when others then
                    get stacked diagnostics v_detail = pg_exception_detail;
                    perform pgfiles.tell_trouble(
                        token, v_chore, v_chore || ': ' || sqlerrm, v_detail, '65 minutes');
                    v_count := 0;
            end;
            call pgfiles.next_step();
            -- A slice at a time.
            exit when v_count < 1000;
        end loop;
    end loop;
    -- It goes to the stores: a batch like any other, for which nothing is held.
    begin
        v_probe := pgfiles.do_step(token, 'due_probe');
    exception
        when others then
            get stacked diagnostics v_detail = pg_exception_detail;
            perform pgfiles.tell_trouble(token, 'due_probe', sqlerrm, v_detail, '65 minutes');
    end;
    call pgfiles.next_step();
    if v_probe is not null then
        call pgfiles.do_batch(token, v_probe -> 'batch', v_results);
        begin
            perform pgfiles.do_step(token, 'finish_probe', jsonb_build_object(
                'buckets', v_probe -> 'buckets', 'results', v_results));
        exception
            when others then
                get stacked diagnostics v_detail = pg_exception_detail;
                perform pgfiles.tell_trouble(
                    token, 'finish_probe', sqlerrm, v_detail, '65 minutes');
        end;
        call pgfiles.next_step();
    end if;
end
$$;

comment on procedure pgfiles.keep_house(uuid, interval) is
    'What a worker does beside jobs: refreshes the signing keys, removes old dead letters, audit '
    'lines and full buckets, and what has been long enough in the trash, gives up uploads that '
    'nobody confirms and archives what never became a file, folds the counts of quotas, moves '
    'moments of capture where a bucket''s exif_policy has changed, queues what variants that were '
    'changed left, looks at stores. Says after how long it is due again.';
