create function pgfiles.mark_restored(file_ids uuid[])
    returns uuid[]
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_caller pgfiles.caller := pgfiles.caller();
    v_locked uuid[];
    v_restored uuid[];
begin
    -- Definer, because who may change an entity may have no right to its files any more. The caller
    -- is checked in the condition: uploader, who deleted it, admin of the organization, DBA.
    v_locked := pgfiles.lock_files(array(
        select f.id
        from unnest(file_ids) i (id)
        cross join lateral (
            select f.id, f.organization_id, f.owner_id, f.deleted_by
            from pgfiles.file f
            where f.id = i.id
            offset 0
        ) f
        where v_caller.is_dba
            or f.organization_id = v_caller.organization_id
                and (v_caller.is_admin or f.owner_id = v_caller.user_id
                    or f.deleted_by = v_caller.user_id)));
    v_restored := array(
        select f.id
        from unnest(v_locked) i (id)
        cross join lateral (
            select f.id, f.is_deleted from pgfiles.file f where f.id = i.id offset 0) f
        where f.is_deleted);
    update pgfiles.file f set deleted_at = null where f.id = any (v_restored);
    -- Nobody made meanwhile what they lack.
    perform pgfiles.enqueue_jobs('make_variants', array(
        select f.id
        from unnest(v_restored) i (id)
        cross join lateral (
            select f.id from pgfiles.files_without_copies f where f.id = i.id offset 0) f
        order by f.id), 100::smallint);
    return v_restored;
end
$$;

comment on function pgfiles.mark_restored(uuid[]) is
    'Takes files out of the trash that the caller may, and queues what variants they lack; returns '
    'which.';
