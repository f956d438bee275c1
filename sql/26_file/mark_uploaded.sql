create function pgfiles.mark_uploaded(file_ids uuid[])
    returns table (file_id uuid, status text, problem pgfiles.problem)
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
#variable_conflict use_column
declare
    v_caller pgfiles.caller := pgfiles.caller();
    v_locked uuid[];
    v_ids uuid[];
    v_statuses text[];
    v_reasons text[];
    v_awaited uuid[];
begin
    -- Definer, because clients must not set a status. The caller is checked in the condition:
    -- owner, admin of the organization, DBA. What is in the trash is not there for the others.
    v_locked := pgfiles.lock_files(array(
        select f.id
        from unnest(file_ids) i (id)
        cross join lateral (
            select f.id, f.organization_id, f.owner_id, f.is_deleted
            from pgfiles.file f
            where f.id = i.id
            offset 0
        ) f
        where v_caller.is_dba
            or not f.is_deleted and f.organization_id = v_caller.organization_id
                and (v_caller.is_admin or f.owner_id = v_caller.user_id)));
    select array_agg(f.id), array_agg(f.status), array_agg(f.status_reason),
        array_agg(f.id) filter (where pgfiles.awaits_bytes(f.status, f.status_reason))
    into v_ids, v_statuses, v_reasons, v_awaited
    from unnest(v_locked) i (id)
    cross join lateral (
        select f.id, f.status, f.status_reason from pgfiles.file f where f.id = i.id offset 0) f;
    update pgfiles.file f
    set status = 'uploaded', status_reason = null, status_detail = null,
        uploaded_at = clock_timestamp()
    where f.id = any (v_awaited);
    return query
        select l.id, case when m.id is not null then 'uploaded' else l.status end,
            case when l.status = 'rejected' and l.status_reason = 'abandoned' then
                ('file_not_ready', 'abandoned',
                'upload it again: renew_upload gives a new URL for the same file')::pgfiles.problem
            end
        from unnest(v_ids, v_statuses, v_reasons) l (id, status, status_reason)
        left join unnest(v_awaited) m (id) on m.id = l.id;
end
$$;

comment on function pgfiles.mark_uploaded(uuid[]) is
    'Sets pending files of the caller to uploaded, which queues their jobs; others are left as '
    'they are. Returns those that are his to confirm, with their status, and why one that was '
    'abandoned cannot be.';
