create function pgfiles.mark_uploaded(file_ids uuid[])
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_dba boolean := pgfiles.is_dba();
    v_is_admin boolean := pgfiles.is_org_admin();
    v_organization_id text := pgfiles.current_organization_id();
    v_user_id text := pgfiles.current_user_id();
begin
    -- Definer, because clients must not set a status. The caller is checked in the condition:
    -- owner, admin of the organization, DBA.
    update pgfiles.file f
    set status = 'uploaded', status_reason = null, status_detail = null,
        uploaded_at = clock_timestamp()
    where f.id = any (file_ids)
        and (v_is_dba
            or f.organization_id = v_organization_id
                and (v_is_admin or f.owner_id = v_user_id))
        and pgfiles.awaits_bytes(f.status, f.status_reason);
end
$$;

comment on function pgfiles.mark_uploaded(uuid[]) is
    'Sets pending files of the caller to uploaded, which queues their jobs; others are left as '
    'they are.';
