create function pgfiles.mark_released(file_ids uuid[])
    returns void
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
    v_pictures uuid[];
begin
    if not v_caller.is_admin and not v_caller.is_dba then
        return;
    end if;
    -- Definer, because clients must not set a status. The caller was checked above, and his
    -- organization is in the condition.
    v_locked := pgfiles.lock_files(array(
        select f.id
        from unnest(file_ids) i (id)
        cross join lateral (
            select f.id, f.organization_id, f.is_deleted
            from pgfiles.file f
            where f.id = i.id
            offset 0
        ) f
        where not f.is_deleted
            and (v_caller.is_dba or f.organization_id = v_caller.organization_id)));
    with released as (
        update pgfiles.file f
        set status = 'ready', status_reason = null, status_detail = null
        where f.id = any (array(
            select f.id
            from unnest(v_locked) i (id)
            cross join lateral (
                select f.id, f.status, f.status_reason
                from pgfiles.file f
                where f.id = i.id
                offset 0) f
            where f.status = 'rejected' and f.status_reason = 'quarantined'))
        returning f.id, f.file_type
    )
    select array_agg(r.id) into v_pictures from released r where r.file_type like 'image/%';
    -- Nobody made what they lack meanwhile.
    perform pgfiles.enqueue_jobs('make_variants', v_pictures, 100::smallint);
end
$$;

comment on function pgfiles.mark_released(uuid[]) is
    'Sets files in quarantine to ready, if the caller is an admin of their organization or a DBA.';
