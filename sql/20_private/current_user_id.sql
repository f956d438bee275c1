create function pgfiles.current_user_id()
    returns text
    language plpgsql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- A DBA in psql. No token can claim that name, since it holds a colon only here by way of no token at all.
    if pgfiles.claims() is null then
        return 'role:' || session_user;
    end if;
    return coalesce(pgfiles.claim('user_id'), pgfiles.claims() ->> 'sub');
end
$$;

comment on function pgfiles.current_user_id() is
    'The caller by the token (claim user_id, else sub), or role:<name> outside a request; null for an anonymous request.';
