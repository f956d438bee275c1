create function pgfiles.transaction_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select format('open transaction of %s', a.usename), false,
        format('session %s has written to %s and then done nothing for %s: who needs the same '
            'rows waits', a.pid, l.tables, date_trunc('second', now() - a.state_change)),
        format('select pg_terminate_backend(%s);  -- and so that it ends by itself: alter role %I '
            'set idle_in_transaction_session_timeout = ''10s''', a.pid, a.usename)
    from pg_stat_activity a
    cross join lateral (
        select string_agg(distinct c.relname, ', ' order by c.relname) as tables
        from pg_locks l
        join pg_class c on c.oid = l.relation
        where l.pid = a.pid
            and c.relnamespace = 'pgfiles'::regnamespace
            and c.relkind in ('r', 'p')
            and l.mode not in ('AccessShareLock', 'RowShareLock')
    ) l
    where a.datname = current_database()
        and a.state like 'idle in transaction%'
        and a.state_change < now() - interval '10 seconds'
        and l.tables is not null
$$;

comment on function pgfiles.transaction_findings() is
    'The rows of files.doctor() about sessions that hold rows of ours and do nothing.';
