create function pgfiles.mark_aborted(file_id uuid)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
begin
    -- Definer, because clients must not set a status. The caller is checked in the condition: own
    -- file, still without bytes.
    with own as materialized (
        select f.* from pgfiles.file f where f.id = mark_aborted.file_id for no key update
    )
    update pgfiles.file f
    set status = 'rejected', status_reason = 'aborted',
        status_detail = 'given up by its uploader',
        processed_at = clock_timestamp()
    from own o
    where f.id = o.id
        and o.status = 'pending' and not o.is_deleted
        and o.organization_id = pgfiles.current_organization_id()
        and o.owner_id = pgfiles.current_user_id();
end
$$;

comment on function pgfiles.mark_aborted(uuid) is
    'Sets a pending file of the caller to rejected (aborted).';
