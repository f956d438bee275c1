create procedure pgfiles.run_worker(
    max_seconds integer default 55,
    batch integer default 4,
    threads integer default 2,
    kinds text[] default null
)
    language plpgsql
as $$
declare
    v_started_at timestamptz := clock_timestamp();
    v_until timestamptz := clock_timestamp() + make_interval(secs => max_seconds);
    v_keys_until timestamptz := timestamptz '-infinity';
    v_is_warm boolean := false;
    v_batch jsonb;
    v_results text;
begin
    -- A procedure that commits cannot carry a set clause; the session is the worker's own.
    perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', false);
    perform pg_catalog.set_config('application_name', 'pgfiles worker', false);
    loop
        if clock_timestamp() >= v_keys_until then
            perform pgfiles.refresh_signing_keys();
            -- Every hour, and in time before a session token ends.
            v_keys_until := clock_timestamp()
                + greatest(interval '1 minute', least(interval '1 hour', (
                    select min(k.expires_at) - clock_timestamp() - interval '5 minutes'
                    from pgfiles.signing_key k)));
            commit;
        end if;
        if not v_is_warm then
            v_is_warm := true;
            v_batch := pgfiles.describe_warm_up();
            commit;
            -- It goes to the store, too: all is committed, and nothing is held. Null without a
            -- bucket.
            v_results := pgfiles.java_run_batch(v_batch::text);
            commit;
        end if;

        exit when exists (select from pgfiles.worker_stop s where s.requested_at > v_started_at);
        v_batch := pgfiles.claim_jobs(batch, kinds);
        commit;

        if v_batch is null then
            -- An idle poll is one look at an empty index.
            perform pg_sleep(0.025);
        else
            -- While bytes move no lock and no transaction id is held: the claim is committed, and
            -- nothing is written yet. PL/pgSQL does hold a snapshot, so that vacuum waits for a
            -- batch; its deadline bounds that.
            v_results := pgfiles.java_run_batch(
                (v_batch || jsonb_build_object('threads', threads))::text);
            perform pgfiles.finish_job(r) from jsonb_array_elements(
                pgfiles.checked_java_result(v_results)::jsonb -> 'results') r;
        end if;
        commit;
        exit when clock_timestamp() >= v_until;
    end loop;
end
$$;

comment on procedure pgfiles.run_worker(integer, integer, integer, text[]) is
$$Does queued jobs until max_seconds have passed or files.stop_workers is called, and then finishes what it has begun

Claims up to batch jobs, commits, has Java do them on so many threads, writes the results, commits.
Refreshes the signing keys at the start and every hour. Run as many at once as you like. kinds: only
these kinds of job; null: all.$$;
