create function pgfiles.session_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    with kept as (
        select s.setrole, s.setdatabase, split_part(c, '=', 1) as name,
            substring(c from '=(.*)$') as value,
            exists (
                select from pgfiles.granted_role g
                join pg_roles r on r.rolname = g.role and r.oid = s.setrole
                where g.access = 'worker') as is_of_workers
        from pg_db_role_setting s
        cross join unnest(s.setconfig) c
        where s.setdatabase in (0, (
            select d.oid from pg_database d where d.datname = current_database()))
    )
    select format('%s of %s', k.name, p.place), false,
        format('%s: %s', k.value, b.trouble),
        format('alter %s reset %s;%s', p.place, k.name, case
            when k.setrole = 0 and b.is_for_workers
            then format('  -- or alter role pgfiles_worker set %s = %L, or whose workers are',
                k.name, b.harmless)
            else '' end)
    from kept k
    join (values
        ('row_security', 'off', false, 'on', 'every call fails'),
        ('default_transaction_read_only', 'on', true, 'off', 'nothing can be uploaded'),
        ('statement_timeout', null, true, '0', 'workers, whose statements last, refuse to begin'),
        ('transaction_timeout', null, true, '0', 'what workers do for longer is done in vain')
    ) b (name, value, is_for_workers, harmless, trouble) on b.name = k.name
    cross join lateral (
        select case
            when k.setrole = 0 then 'database ' || quote_ident(current_database())
            when k.setdatabase = 0 then 'role ' || k.setrole::regrole
            else format('role %s in database %I', k.setrole::regrole, current_database())
        end
    ) p (place)
    where case
        -- For people such a limit is well.
        when b.value is null then k.value !~ '^0\D*$' and (k.is_of_workers or k.setrole = 0
            and not exists (
                select from kept o
                where o.is_of_workers and o.name = k.name and o.value = b.harmless))
        else k.value::boolean = b.value::boolean
    end
$$;

comment on function pgfiles.session_findings() is
    'The rows of files.doctor() about settings that roles and the database give to sessions.';
