create function pgfiles.mark_released(file_id uuid)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file_type text;
begin
    -- Definer, because clients must not set a status. The caller is checked in the condition: admin
    -- of the organization, DBA.
    update pgfiles.file f
    set status = 'ready', status_reason = null, status_detail = null
    where f.id = mark_released.file_id
        and f.status = 'rejected'
        and f.status_reason = 'quarantined'
        and (pgfiles.is_dba()
            or f.organization_id = pgfiles.current_organization_id() and pgfiles.is_org_admin())
    returning f.file_type into v_file_type;
    -- Nobody made what it lacks meanwhile.
    if v_file_type like 'image/%' then
        perform pgfiles.enqueue_job('make_variants', file_id, 100::smallint);
    end if;
end
$$;

comment on function pgfiles.mark_released(uuid) is
    'Sets a file in quarantine to ready, if the caller is an admin of its organization or a DBA.';
