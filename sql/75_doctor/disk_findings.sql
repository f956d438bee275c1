create function pgfiles.disk_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select 'disk', true,
        format('files take %s, the audit %s, the queue %s%s',
            pg_size_pretty(pg_total_relation_size('pgfiles.file')),
            -- Partitioned, if somebody has done so.
            pg_size_pretty(coalesce(
                (select sum(pg_total_relation_size(t.relid))
                 from pg_partition_tree('pgfiles.logged_action') t),
                pg_total_relation_size('pgfiles.logged_action'))),
            pg_size_pretty(pg_total_relation_size('pgfiles.job')),
            (select ', pg_cron''s own log ' || pg_size_pretty(pg_total_relation_size(c.oid))
             from pg_class c
             where c.oid = to_regclass('cron.job_run_details'))),
        'the setting audit_retention bounds the audit; delete from cron.job_run_details what is old'
$$;

comment on function pgfiles.disk_findings() is
    'The row of files.doctor() about what grows.';
