create function pgfiles.disk_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select 'disk', true, string_agg(s.what || ' ' || pg_size_pretty(s.bytes), ', ' order by s.n),
        'the setting audit_retention bounds the audit; delete from cron.job_run_details what is old'
    from (
        select t.n, t.what, (
            -- Partitioned, if somebody has done so.
            select sum(pg_total_relation_size(r))
            from (
                select t.name::regclass
                union
                select p.relid from pg_partition_tree(t.name::regclass) p
            ) r (r))
        from (values
            (1, 'files take', 'pgfiles.file'),
            (2, 'the audit', 'pgfiles.logged_action'),
            (3, 'the queue', 'pgfiles.job'),
            (4, 'pg_cron''s own log', 'cron.job_run_details')
        ) t (n, what, name)
        where to_regclass(t.name) is not null
    ) s (n, what, bytes)
$$;

comment on function pgfiles.disk_findings() is
    'The row of files.doctor() about what grows.';
