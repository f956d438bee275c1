create function pgfiles.statistics_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    -- Below a megabyte every plan is good.
    select 'statistics', count(*) = 0,
        coalesce('never analyzed: ' || string_agg(c.oid::regclass::text, ', '), 'there are some'),
        'analyze ' || string_agg(c.oid::regclass::text, ', ') || ';  -- after a restore: vacuumdb '
            '--analyze-in-stages ' || current_database()
    from pg_class c
    where c.relnamespace = 'pgfiles'::regnamespace and c.relkind = 'r'
        and pg_relation_size(c.oid) > 1048576 and c.reltuples <> 0
        and not exists (
            select from pg_stats s where s.schemaname = 'pgfiles' and s.tablename = c.relname)
$$;

comment on function pgfiles.statistics_findings() is
    'The row of files.doctor() about tables that nobody has analyzed.';
