create function pgfiles.hook_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select 'hook ' || h.name, p.problem is null,
        coalesce(p.problem || ': what it should look at is not processed',
            'asks ' || h.sql_function),
        format('update pgfiles.hook set is_enabled = false where name = %L;  -- unless you create '
            'or alter the function', h.name)
    from pgfiles.hook h
    cross join lateral (select pgfiles.hook_problem(h)) p (problem)
    where h.is_enabled
$$;

comment on function pgfiles.hook_findings() is
    'The rows of files.doctor() about functions that look at uploads.';
