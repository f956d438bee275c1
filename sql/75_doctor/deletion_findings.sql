create function pgfiles.deletion_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select 'undeletable objects', count(*) = 0,
        count(*) || coalesce(', for example ' || min(u.last_error), ''),
        'select files.retry_deletions();  -- when the cause is mended, which '
            'files.undeletable_objects has; until then they are paid for'
    from files.undeletable_objects u
    union all
    select 'trash', count(*) = 0,
        case when count(*) = 0 then 'emptied in time' else min(t.message) end,
        case when min(t.message) like 'file %' then 'let go of the file where it is still named, '
            'or keep it: files.restore_files' else 'run more workers' end
    from (
        select t.message
        from pgfiles.worker_trouble t
        where t.what like 'purge of %' and t.lasts_until > now()
        union all
        select format('overdue since %s', date_trunc('second', f.purge_at))
        from (
            select f.purge_at
            from pgfiles.file f
            where f.is_deleted and not f.is_held
            order by f.purge_at
            limit 1) f
        where f.purge_at < now() - interval '1 day') t
    union all
    select 'overdue deletions', count(*) = 0,
        case when count(*) = 0 then 'none'
            else format('since %s in %s', date_trunc('second', min(d.delete_at)),
                string_agg(d.name, ', ' order by d.name)) end,
        'run more workers; the rows about workers and stores say whether something keeps them from '
            'it'
    from (
        select b.name, d.delete_at
        from pgfiles.bucket b
        cross join lateral (
            select d.delete_at
            from pgfiles.doomed_object d
            where d.bucket = b.name and d.died_at is null
            order by d.delete_at
            limit 1) d
        where d.delete_at < now() - interval '1 day'
    ) d
    union all
    -- Later than a sweep can be by itself, which comes every hour.
    select 'overdue uploads', count(*) = 0,
        case when count(*) = 0 then 'none'
            else format('pending since %s, for example %s',
                date_trunc('second', min(p.since)), min(p.id::text)) end,
        'run more workers; the rows about workers and leases say whether something keeps them from '
            'it; select pgfiles.abandon_uploads() gives 1,000 up at once, or says why not'
    from (
        (select f.id, coalesce(f.renewed_at, f.created_at) as since
        from pgfiles.file f
        where f.is_ready is null and f.upload_method <> 'multipart'
            and coalesce(f.renewed_at, f.created_at) < now() - interval '1 day'
                - pgfiles.setting('upload_abandoned_after')::interval
                - make_interval(secs => pgfiles.setting('upload_expires_in_max')::integer)
            and f.status = 'pending' and f.upload_method in ('put', 'unsized_put', 'form')
        order by coalesce(f.renewed_at, f.created_at)
        limit 1)
        union all
        (select f.id, m.last_activity_at
        from pgfiles.multipart_upload m
        join pgfiles.file f on f.id = m.file_id
        where m.last_activity_at < now() - interval '1 day' - greatest(
                pgfiles.setting('upload_abandoned_after')::interval,
                make_interval(secs => pgfiles.setting('part_expires_in_max')::integer))
            and f.status = 'pending'
        order by m.last_activity_at
        limit 1)
    ) p
$$;

comment on function pgfiles.deletion_findings() is
    'The rows of files.doctor() about objects that are to be deleted in the store, and uploads '
    'that are to be given up.';
