create function files.reread_exif(file_ids uuid[] default null)
    returns bigint
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_count bigint;
begin
    -- Files before jobs, as everywhere, and in one order. One that is being deleted is not waited
    -- for.
    insert into pgfiles.job as j (kind, file_id, priority)
    select 'read_exif', l.id, 100
    from (
        select i.id
        from (
            select f.id, f.status, f.file_type, f.is_deleted
            from pgfiles.file f
            where file_ids is null
            union all
            select f.*
            from (select distinct unnest(file_ids)) i (id)
            cross join lateral (
                select f.id, f.status, f.file_type, f.is_deleted
                from pgfiles.file f
                where f.id = i.id
                offset 0) f
        ) i
        where i.status = 'ready' and i.file_type like 'image/%' and not i.is_deleted
        order by i.id
    ) i
    cross join lateral (
        select f.id
        from pgfiles.file f
        where f.id = i.id
        offset 0
        for key share skip locked) l
    on conflict on constraint job_once_per_file do update
    set run_at = now(), attempts = 0, died_at = null, last_error = null;
    get diagnostics v_count = row_count;
    return v_count;
end
$$;

comment on function files.reread_exif(uuid[]) is
$$Has workers read the EXIF of images again

Of these files, or of all that are ready, after new uploads; the answer is how many. Use it once a
new version reads more. The location of an entity is not touched. For DBAs.$$;
