create procedure pgfiles.run_worker(
    max_seconds integer default 55,
    batch integer default 500,
    threads integer default 2,
    kinds text[] default null
)
    language plpgsql
as $$
declare
    v_until timestamptz;
    v_token uuid;
    v_application_name text := pg_catalog.current_setting('application_name');
    v_search_path text := pg_catalog.current_setting('search_path');
    v_seen_at timestamptz := timestamptz '-infinity';
    v_kept_house_at timestamptz := timestamptz '-infinity';
    v_keep_house_in interval;
    v_worked_at timestamptz;
    v_took interval;
    v_size integer;
    v_looked_at timestamptz := timestamptz '-infinity';
    v_last jsonb;
    v_batch jsonb;
    v_results jsonb;
    v_left jsonb;
    v_before jsonb;
    v_finished_at timestamptz := timestamptz '-infinity';
    v_drained_at timestamptz := timestamptz '-infinity';
    v_detail text;
    v_is_troubled boolean;
begin
    -- A procedure that commits cannot carry a set clause: next_step sets the search path of each
    -- transaction. Nor can it commit where an error is caught: so each step is caught by itself,
    -- and then committed.
    v_token := pgfiles.open_worker(max_seconds, batch, threads, kinds);
    perform pg_catalog.set_config('application_name', 'pgfiles worker', false);
    call pgfiles.next_step();
    v_until := clock_timestamp() + make_interval(secs => max_seconds);
    v_size := 2 * threads;
    loop
        -- A moment that lies further ahead than it can is one that a clock said which was set back
        -- since.
        v_until := least(v_until, clock_timestamp() + make_interval(secs => max_seconds));
        if clock_timestamp() not between v_seen_at and v_seen_at + interval '1 minute' then
            v_seen_at := clock_timestamp();
            begin
                perform pgfiles.do_step(v_token, 'follow_clock');
            exception
                when others then
                    get stacked diagnostics v_detail = pg_exception_detail;
                    perform pgfiles.tell_trouble(v_token, 'follow_clock', sqlerrm, v_detail);
            end;
            call pgfiles.next_step();
        end if;
        if (clock_timestamp() between v_kept_house_at and v_kept_house_at + v_keep_house_in)
            is not true then
            v_kept_house_at := clock_timestamp();
            call pgfiles.keep_house(v_token, v_keep_house_in);
        end if;
        if v_worked_at is null then
            v_worked_at := clock_timestamp();
            -- Not who does what is due and ends: what waits waits no longer for a cold JVM.
            if max_seconds > 0 then
                v_batch := pgfiles.do_step(v_token, 'warm_up');
                call pgfiles.next_step();
            end if;
            -- It goes to the store, too. Null without a bucket.
            if v_batch is not null then
                call pgfiles.do_batch(v_token, v_batch, v_results);
            end if;
        end if;

        -- Once a second from the beginning, otherwise from where the last claim ended: before it
        -- lie the remains of done jobs, more and more of them while a long transaction somewhere
        -- keeps vacuum away.
        if clock_timestamp() not between v_looked_at and v_looked_at + interval '1 second' then
            v_looked_at := clock_timestamp();
            v_last := null;
            exit when pgfiles.do_step(v_token, 'reason_to_stop') is not null;
            begin
                perform pgfiles.do_step(v_token, 'free_lost_jobs');
            exception
                when others then
                    get stacked diagnostics v_detail = pg_exception_detail;
                    perform pgfiles.tell_trouble(v_token, 'free_lost_jobs', sqlerrm, v_detail);
            end;
            call pgfiles.next_step();
            call pgfiles.hold_leases(v_token);
        end if;
        if v_last is null then
            loop
                begin
                    v_results := pgfiles.do_step(v_token, 'fill_waiting_location');
                exception
                    when others then
                        get stacked diagnostics v_detail = pg_exception_detail;
                        perform pgfiles.tell_trouble(
                            v_token, 'fill_waiting_location', sqlerrm, v_detail);
                        v_results := '0';
                end;
                call pgfiles.next_step();
                exit when v_results = '0';
            end loop;
        end if;
        v_is_troubled := false;
        begin
            v_batch := pgfiles.do_step(v_token, 'claim', jsonb_build_object(
                'batch', v_size, 'kinds', kinds, 'after', v_last));
            v_last := coalesce(v_last, '{}') || coalesce(v_batch -> 'last', '{}');
        exception
            when others then
                get stacked diagnostics v_detail = pg_exception_detail;
                perform pgfiles.tell_trouble(
                    v_token, 'claim', 'no jobs could be claimed: ' || sqlerrm, v_detail);
                v_batch := null;
                v_is_troubled := true;
        end;
        call pgfiles.next_step();

        if v_batch is null then
            -- An idle poll is one look at an empty index, and after a minute a rarer one.
            perform pgfiles.do_step(v_token, 'pause', jsonb_build_object('milliseconds', case
                when v_is_troubled then '1000'
                when clock_timestamp() < v_worked_at + interval '1 minute' then '25'
                else '100'
            end));
        else
            v_worked_at := clock_timestamp();
            call pgfiles.do_batch(
                v_token, v_batch || jsonb_build_object('threads', threads), v_results);
            v_left := coalesce(v_left, '[]')
                || jsonb_build_object('batch', v_batch, 'results', v_results);
        end if;
        -- What somebody has locked is left for later, and done again after its lease.
        if v_left is not null and (v_batch is not null or clock_timestamp()
                not between v_finished_at and v_finished_at + interval '1 second') then
            v_finished_at := clock_timestamp();
            -- What needs a transaction of its own gets it.
            loop
                v_before := v_left;
                begin
                    v_left := pgfiles.do_step(v_token, 'finish', v_left);
                exception
                    when others then
                        get stacked diagnostics v_detail = pg_exception_detail;
                        perform pgfiles.tell_trouble(v_token, 'finish',
                            'no results could be written: ' || sqlerrm, v_detail);
                end;
                call pgfiles.next_step();
                exit when v_left is null or v_left = v_before;
            end loop;
        end if;
        if v_batch is not null then
            -- As many as last a quarter of a second: quick jobs share the costs of a turn, slow
            -- ones are not kept from other workers, and a request to stop is soon seen.
            v_took := clock_timestamp() - v_worked_at;
            v_size := least(batch, greatest(2 * threads, least(2 * v_size,
                v_size * 0.25 / greatest(0.001, extract(epoch from v_took)))));
        end if;
        -- After the jobs, and no more than a batch.
        if clock_timestamp() not between v_drained_at and v_drained_at + interval '1 second' then
            call pgfiles.drain_doomed(v_token, v_drained_at);
        end if;
        exit when clock_timestamp() >= v_until;
    end loop;
    perform pgfiles.do_step(v_token, 'close');
    perform set_config('application_name', v_application_name, false);
    commit;
    -- What code of the application may have left behind, for the next one to whom a pool lends the
    -- session.
    if pg_catalog.current_setting('search_path') operator(pg_catalog.<>) v_search_path then
        perform pg_catalog.set_config('search_path', v_search_path, false);
    end if;
end
$$;

comment on procedure pgfiles.run_worker(integer, integer, integer, text[]) is
$$Does queued jobs until max_seconds have passed or files.stop_workers is called

Then it finishes what it has begun. It also ends its turn when the server is to stop, or when DROP
DATABASE waits for pg_cron. Claims jobs, commits, has Java do them on so many threads,
writes the results, commits. It takes as many at a time as last a quarter of a second, and at most
batch. Refreshes the signing keys at the start and every hour. Run as many at once as you like.
kinds: only these kinds of job; null: all.$$;
