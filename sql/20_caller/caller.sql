create function pgfiles.caller()
    returns pgfiles.caller
    language plpgsql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
begin
    return row(
        pgfiles.current_organization_id(),
        pgfiles.current_user_id(),
        pgfiles.is_org_admin(),
        pgfiles.is_dba())::pgfiles.caller;
end
$$;

comment on function pgfiles.caller() is
    'Who is calling: asked once by a call, and by each function of its own rights that it calls.';
