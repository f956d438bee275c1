create function pgfiles.cron_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    -- Of 1.6 the extension's version does not tell the third number.
    select 'pg_cron', not coalesce(c.has_background_workers, false),
        case
            when c.version is null then 'is not in this database'
            when c.has_background_workers then 'cron.use_background_workers is on: when a worker '
                'is ended, PostgreSQL restarts all sessions'
            when c.version < '{1,6}' then format('version %s: who drops a database waits for a '
                'second, until workers have ended their turn; not from 1.6.3 on', c.text)
            else 'version ' || c.text
        end,
        'alter system set cron.use_background_workers = off;  -- and restart the server'
    from (
        select (
            select string_to_array(substring(e.extversion from '^[0-9.]+'), '.')::integer[]
            from pg_extension e where e.extname = 'pg_cron'),
            (select e.extversion from pg_extension e where e.extname = 'pg_cron'),
            current_setting('cron.use_background_workers', true)::boolean
    ) c (version, text, has_background_workers)
$$;

comment on function pgfiles.cron_findings() is
    'The row of files.doctor() about pg_cron, and what it is known to do to the server.';
