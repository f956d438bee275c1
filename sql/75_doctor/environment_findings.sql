create function pgfiles.environment_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    -- The one goes before our options, such as the stack that keeps the server alive; the other
    -- only adds to them.
    select 'environment', not o.options ? '_JAVA_OPTIONS',
        case when o.options = '{}' then 'gives Java no options'
            else 'gives Java options: ' || (
                select string_agg(format('%s=%s', e.key, e.value), ', ' order by e.key)
                from jsonb_each_text(o.options) e) end,
        'take _JAVA_OPTIONS out of the server''s environment (on Debian '
            '/etc/postgresql/*/main/environment), and restart it: it undoes options of pgfiles.conf'
    from (
        select pgfiles.checked_java_result(pgfiles.java_surroundings())::jsonb -> 'options'
    ) o (options)
$$;

comment on function pgfiles.environment_findings() is
    'The row of files.doctor() about what Java takes from the server''s environment.';
