create procedure pgfiles.run_worker(
    max_seconds integer default 55,
    batch integer default 500,
    threads integer default 2,
    kinds text[] default null
)
    language plpgsql
as $$
declare
    v_until timestamptz := clock_timestamp() + make_interval(secs => max_seconds);
    v_stop_requests bigint := (select s.stop_requests from pgfiles.worker_state s);
    v_seen_at timestamptz := timestamptz '-infinity';
    v_kept_house_at timestamptz := timestamptz '-infinity';
    v_keep_house_in interval;
    v_worked_at timestamptz;
    v_took interval;
    v_size integer := 2 * threads;
    v_looked_at timestamptz := timestamptz '-infinity';
    v_last jsonb;
    v_batch jsonb;
    v_results jsonb;
    v_left jsonb;
    v_finished_at timestamptz := timestamptz '-infinity';
begin
    -- A procedure that commits cannot carry a set clause; the session is the worker's own. Nor can
    -- it commit where an error is caught: so each step is caught by itself, and then committed.
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', false);
    perform pg_catalog.set_config('application_name', 'pgfiles worker', false);
    -- Otherwise each step would fail by itself, again and again.
    if pg_is_in_recovery() then
        perform pgfiles.raise_error('invalid_argument', 'this server is a standby',
            'run workers on the primary');
    end if;
    perform pgfiles.free_lost_jobs(true);
    commit;
    loop
        -- A moment that lies further ahead than it can is one that a clock said which was set back
        -- since.
        v_until := least(v_until, clock_timestamp() + make_interval(secs => max_seconds));
        if clock_timestamp() not between v_seen_at and v_seen_at + interval '1 minute' then
            v_seen_at := clock_timestamp();
            begin
                perform pgfiles.follow_clock();
            exception
                when others then raise warning 'pgfiles: %', sqlerrm;
            end;
            commit;
        end if;
        if (clock_timestamp() between v_kept_house_at and v_kept_house_at + v_keep_house_in)
            is not true then
            v_kept_house_at := clock_timestamp();
            call pgfiles.keep_house(v_keep_house_in);
        end if;
        if v_worked_at is null then
            v_worked_at := clock_timestamp();
            v_batch := pgfiles.describe_warm_up();
            commit;
            -- It goes to the store, too. Null without a bucket.
            if v_batch is not null then
                call pgfiles.do_batch(v_batch, v_stop_requests, v_results);
            end if;
        end if;

        exit when v_stop_requests
            is distinct from (select s.stop_requests from pgfiles.worker_state s);
        -- Once a second from the beginning, otherwise from where the last claim ended: before it
        -- lie the remains of done jobs, more and more of them while a long transaction somewhere
        -- keeps vacuum away.
        if clock_timestamp() not between v_looked_at and v_looked_at + interval '1 second' then
            v_looked_at := clock_timestamp();
            v_last := null;
            begin
                perform pgfiles.free_lost_jobs();
            exception
                when others then raise warning 'pgfiles: %', sqlerrm;
            end;
            commit;
        end if;
        begin
            v_batch := pgfiles.claim_jobs(v_size, kinds, v_last);
            v_last := coalesce(v_last, '{}') || coalesce(v_batch -> 'last', '{}');
        exception
            when others then
                raise warning 'pgfiles: no jobs could be claimed: %', sqlerrm;
                v_batch := null;
        end;
        commit;

        if v_batch is null then
            -- An idle poll is one look at an empty index, and after a minute a rarer one.
            perform pgfiles.java_pause(case
                when clock_timestamp() < v_worked_at + interval '1 minute' then '25'
                else '100'
            end);
        else
            v_worked_at := clock_timestamp();
            call pgfiles.do_batch(
                v_batch || jsonb_build_object('threads', threads), v_stop_requests, v_results);
            v_left := coalesce(v_left, '[]')
                || jsonb_build_object('batch', v_batch, 'results', v_results);
        end if;
        -- What somebody has locked is left for later, and done again after its lease.
        if v_left is not null and (v_batch is not null or clock_timestamp()
                not between v_finished_at and v_finished_at + interval '1 second') then
            v_finished_at := clock_timestamp();
            begin
                v_left := pgfiles.finish_left(v_left);
            exception
                when others then
                    raise warning 'pgfiles: no results could be written: %', sqlerrm;
            end;
            commit;
        end if;
        if v_batch is not null then
            -- As many as last a quarter of a second: quick jobs share the costs of a turn, slow
            -- ones are not kept from other workers, and a request to stop is soon seen.
            v_took := clock_timestamp() - v_worked_at;
            v_size := least(batch, greatest(2 * threads, least(2 * v_size,
                v_size * 0.25 / greatest(0.001, extract(epoch from v_took)))));
        end if;
        exit when clock_timestamp() >= v_until;
    end loop;
end
$$;

comment on procedure pgfiles.run_worker(integer, integer, integer, text[]) is
$$Does queued jobs until max_seconds have passed or files.stop_workers is called

Then it finishes what it has begun. Claims jobs, commits, has Java do them on so many threads,
writes the results, commits. It takes as many at a time as last a quarter of a second, and at most
batch. Refreshes the signing keys at the start and every hour. Run as many at once as you like.
kinds: only these kinds of job; null: all.$$;
