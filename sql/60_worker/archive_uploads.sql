create function pgfiles.archive_uploads(slice integer default 1000)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    -- By the index and its order always, see claim_jobs.
    set enable_seqscan = off
    set enable_bitmapscan = off
    set enable_sort = off
    set jit = off
as $$
declare
    v_ended_before timestamptz := now() - pgfiles.setting('upload_archived_after')::interval;
    v_references text;
    v_file_ids uuid[];
begin
    -- What a row of the application refers to is its to delete: or that row would go, too.
    select string_agg(format(' and not exists (select from %s r where r.%I = f.id)',
        k.conrelid::regclass, a.attname), '') into v_references
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    cross join lateral unnest(k.conkey, k.confkey) u (own, other)
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.own
    join pg_attribute o on o.attrelid = k.confrelid and o.attnum = u.other
    where k.contype = 'f' and k.confrelid = 'pgfiles.file'::regclass and k.conparentid = 0
        and o.attname = 'id' and c.relnamespace <> 'pgfiles'::regnamespace;
    execute format($sql$
        select array_agg(f.id)
        from (
            select f.id
            from pgfiles.file f
            where f.problem in ('rejected', 'failed')
                and coalesce(f.processed_at, f.created_at) < $1
                and not f.is_deleted and not f.is_held
                -- As long as there is a dead letter it can be tried again.
                and not exists (
                    select from (select from pgfiles.job j where j.file_id = f.id offset 0) j)
                %s
            order by coalesce(f.processed_at, f.created_at)
            limit $2
            for update skip locked) f
        $sql$, v_references)
    into v_file_ids using v_ended_before, slice;
    if v_file_ids is null then
        return 0;
    end if;

    insert into pgfiles.upload_archive
        (id, organization_id, owner_id, file_name, file_type, file_size, status, status_reason,
        created_at, ended_at)
    select f.id, f.organization_id, f.owner_id, f.file_name, f.file_type, f.file_size, f.status,
        f.status_reason, f.created_at, coalesce(f.processed_at, f.created_at)
    from unnest(v_file_ids) i (id)
    cross join lateral (select f.* from pgfiles.file f where f.id = i.id offset 0) f
    -- One that was brought back.
    on conflict on constraint upload_archive_pkey do nothing;
    -- An organization's admin reads about its own files.
    insert into pgfiles.logged_action (action, organization_id, file_ids)
    select 'archive_uploads', f.organization_id, array_agg(f.id)
    from unnest(v_file_ids) i (id)
    cross join lateral (
        select f.id, f.organization_id from pgfiles.file f where f.id = i.id offset 0) f
    group by f.organization_id;
    delete from pgfiles.file f where f.id = any (v_file_ids);
    return cardinality(v_file_ids);
end
$$;

comment on function pgfiles.archive_uploads(integer) is
    'Puts a line of pgfiles.upload_archive in place of files that were rejected, but for those in '
    'quarantine, or have failed, since the setting upload_archived_after; one with a dead letter, '
    'or that a foreign key of the application refers to, waits until that is gone. What may be in '
    'the store of them goes as of any deleted file. Up to slice; returns how many.';
