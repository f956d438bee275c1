create function pgfiles.caller()
    returns pgfiles.caller
    language plpgsql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller pgfiles.caller;
begin
    v_caller.organization_id := pgfiles.current_organization_id();
    v_caller.user_id := pgfiles.current_user_id();
    v_caller.is_admin := pgfiles.is_org_admin();
    v_caller.is_dba := pgfiles.is_dba();
    return v_caller;
end
$$;

comment on function pgfiles.caller() is
    'Who is calling: asked once by a call, and by each function of its own rights that it calls.';
