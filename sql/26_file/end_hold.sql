create function pgfiles.end_hold(hold_id uuid)
    returns uuid
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller pgfiles.caller := pgfiles.caller();
    v_hold_id uuid;
begin
    -- Definer, because holds are nobody's to write. The caller is in the condition: an admin of its
    -- organization, or a DBA. Who released it first has.
    update pgfiles.legal_hold l
    set released_at = coalesce(l.released_at, now()),
        released_by = coalesce(l.released_by, v_caller.user_id)
    where l.id = end_hold.hold_id
        and (v_caller.is_dba
            or v_caller.is_admin and l.organization_id = v_caller.organization_id)
    returning l.id into v_hold_id;
    return v_hold_id;
end
$$;

comment on function pgfiles.end_hold(uuid) is
    'Releases a legal hold of the caller''s organization, if he is an admin of it or a DBA. Null '
    'if there is none.';
