create function pgfiles.open_worker(
    max_seconds integer, batch integer, threads integer, kinds text[]
)
    returns uuid
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_token uuid := gen_random_uuid();
    v_timeout interval := current_setting('statement_timeout')::interval;
    v_unknown text;
begin
    perform pgfiles.check_number('max_seconds', max_seconds, 0, 86400);
    perform pgfiles.check_number('batch', batch, 1, 10000);
    perform pgfiles.check_number('threads', threads, 1, 64);
    select min(coalesce(k, 'null')) into v_unknown
    from unnest(kinds) k
    where (k = any (pgfiles.job_kinds())) is not true;
    if v_unknown is not null or cardinality(kinds) = 0 then
        perform pgfiles.raise_error('invalid_argument',
            format('kinds takes some of %s, or null for all; got %s',
                array_to_string(pgfiles.job_kinds(), ', '), coalesce(v_unknown, 'none')),
            'pgfiles.job.kind has those that wait');
    end if;
    if pg_is_in_recovery() then
        perform pgfiles.raise_error('invalid_argument', 'this server is a standby',
            'run workers on the primary');
    elsif current_setting('transaction_read_only')::boolean then
        perform pgfiles.raise_error('invalid_argument',
            'default_transaction_read_only is on in this session',
            'alter role ... set default_transaction_read_only = off, for the worker''s role');
    elsif v_timeout > interval '0' and v_timeout <= make_interval(secs => max_seconds) then
        perform pgfiles.raise_error('invalid_argument',
            format('statement_timeout is %s, and the statement is to last %s seconds',
                current_setting('statement_timeout'), max_seconds),
            'alter role ... set statement_timeout = 0, for the worker''s role; or a shorter '
                'max_seconds');
    end if;
    if coalesce(current_setting('transaction_timeout', true), '0')::interval > interval '0' then
        raise warning 'pgfiles: transaction_timeout is %; what takes longer is done in vain: set '
            'it to 0 for the worker''s role', current_setting('transaction_timeout');
    end if;

    -- Once for each call of run_worker: who is called by it, such as a trigger of the
    -- application, gets none.
    insert into pgfiles.worker as w (pid, backend_start, called_at, token, seen_stop_requests)
    select a.pid, a.backend_start, statement_timestamp(), v_token, s.stop_requests
    from pg_stat_get_activity(pg_backend_pid()) a, pgfiles.worker_state s
    on conflict (pid) do update
    set backend_start = excluded.backend_start, called_at = excluded.called_at,
        token = excluded.token, seen_stop_requests = excluded.seen_stop_requests
    where (w.backend_start, w.called_at)
        is distinct from (excluded.backend_start, excluded.called_at);
    if not found then
        perform pgfiles.raise_error('not_allowed', 'this worker was opened already',
            'call pgfiles.run_worker');
    end if;
    delete from pgfiles.worker w
    where w.pid <> pg_backend_pid() and not exists (
        select from pg_stat_get_activity(w.pid) a where a.backend_start = w.backend_start);
    perform pgfiles.free_lost_jobs(true);
    return v_token;
end
$$;

comment on function pgfiles.open_worker(integer, integer, integer, text[]) is
    'The beginning of run_worker: refuses a session that cannot be a worker, and returns the token '
    'for pgfiles.do_step. Runs as its owner, because a worker''s role has no rights on tables; '
    'whoever may execute it may be a worker, once for each statement that he sends.';
