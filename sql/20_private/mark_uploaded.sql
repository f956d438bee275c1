create function pgfiles.mark_uploaded(file_id uuid)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Definer, because clients must not set a status. The caller is checked first: owner, admin of the organization, DBA.
    perform from pgfiles.file f
    where f.id = mark_uploaded.file_id
        and (pgfiles.is_dba()
            or f.organization_id = pgfiles.current_organization_id()
                and (f.owner_id = pgfiles.current_user_id() or pgfiles.is_org_admin()))
    for update;
    if not found then
        perform pgfiles.raise_error('file_not_found', mark_uploaded.file_id::text, 'only its uploader can confirm a file');
    end if;
    -- Whoever confirmed too early may confirm again.
    update pgfiles.file f
    set status = 'uploaded', status_reason = null, status_detail = null, uploaded_at = clock_timestamp()
    where f.id = mark_uploaded.file_id
        and (f.status = 'pending' or f.status = 'rejected' and f.status_reason = 'object_missing');
end
$$;

comment on function pgfiles.mark_uploaded(uuid) is
    'Sets a pending file of the caller to uploaded, which queues its job; a repeated call changes nothing.';
