create function pgfiles.rescue_files(file_ids uuid[])
    returns setof uuid
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_line_ids bigint[];
    v_columns text;
    v_rescued uuid[];
begin
    -- Whoever holds them locked is about to delete: what a worker has begun with is lost. And from
    -- here on none takes these lines.
    perform
    from unnest(file_ids) i (file_id)
    cross join lateral (
        select from pgfiles.doomed_object d where d.file_id = i.file_id offset 0 for update) d;
    v_line_ids := array(
        select d.id
        from (select distinct i.file_id from unnest(file_ids) i (file_id)) i
        cross join lateral (
            select d.id, d.file_row, d.leased_until
            from pgfiles.doomed_object d
            where d.file_id = i.file_id
            offset 0) d
        where d.file_row is not null and d.leased_until is null
            and not exists (
                select from (select from pgfiles.file f where f.id = i.file_id offset 0) f));
    -- Not those that are computed.
    select string_agg(quote_ident(a.attname), ', ' order by a.attnum) into v_columns
    from pg_attribute a
    where a.attrelid = 'pgfiles.file'::regclass and a.attnum > 0 and not a.attisdropped
        and a.attgenerated = '';
    execute format($sql$
        with rescued as (
            insert into pgfiles.file (%1$s)
            select %1$s
            from (
                select r.*
                from unnest($1) l (id)
                cross join lateral (
                    select d from pgfiles.doomed_object d where d.id = l.id offset 0) d (line)
                cross join lateral pgfiles.rescued_row(d.line) r
            ) f
            returning id
        )
        select array_agg(id) from rescued
    $sql$, v_columns) into v_rescued using v_line_ids;
    -- Variants that a worker has deleted already are made anew.
    perform pgfiles.enqueue_jobs('make_variants', array_agg(d.file_id), 100::smallint)
    from unnest(v_line_ids) l (id)
    cross join lateral (
        select d.file_id, d.file_row from pgfiles.doomed_object d where d.id = l.id offset 0) d
    cross join lateral (select f.* from pgfiles.file f where f.id = d.file_id offset 0) f
    where f.status = 'ready'
        and coalesce(f.variants, 'null') <> coalesce(d.file_row -> 'variants', 'null');
    perform pgfiles.enqueue_jobs('process_file', array_agg(f.id))
    from unnest(v_rescued) i (id)
    cross join lateral (select f.* from pgfiles.file f where f.id = i.id offset 0) f
    where f.status = 'uploaded';
    delete from pgfiles.doomed_object d
    where d.id = any (array(
        select d.id
        from unnest(v_rescued) i (id)
        cross join lateral (select f.* from pgfiles.file f where f.id = i.id offset 0) f
        cross join lateral (
            select d.* from pgfiles.doomed_object d where d.file_id = i.id offset 0) d
        where d.leased_until is null and d.upload_id is null
            and (d.is_prefix or d.s3_key = any (pgfiles.kept_keys(f)))));
    delete from pgfiles.upload_archive a where a.id = any (v_rescued);
    insert into pgfiles.logged_action (action, organization_id, file_ids)
    select 'rescue_files', f.organization_id, array_agg(f.id)
    from unnest(v_rescued) i (id)
    cross join lateral (select f.* from pgfiles.file f where f.id = i.id offset 0) f
    group by f.organization_id;
    return query select unnest(v_rescued);
end
$$;

comment on function pgfiles.rescue_files(uuid[]) is
$$Brings deleted files back, as long as their objects have not been deleted, too

With id, status and all else that the row had, unless a file with that id is there. Until the
setting object_retention has passed since it was deleted, nothing is lost; pgfiles.doomed_object has
the rows of what can be brought back. What was being processed is processed anew. Returns the ids of
those that are back. For DBAs.$$;
