create function pgfiles.interrupts_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    -- The same in every session, for the libraries are the same.
    select 'interrupts', p.problem = '',
        coalesce(nullif(p.problem, ''), 'sessions that have called Java end when told to'),
        'include pgfiles.conf in postgresql.conf; until then wake what shall end: select '
            'pg_terminate_backend(pid), pg_log_backend_memory_contexts(pid); in a shutdown that '
            'waits, kill -HUP to each process'
    from pgfiles.java_interrupts() p (problem)
$$;

comment on function pgfiles.interrupts_findings() is
    'The row of files.doctor() about sessions that end when they are told to.';
