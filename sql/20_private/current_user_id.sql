create function pgfiles.current_user_id()
    returns text
    language plpgsql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id text;
begin
    if pgfiles.claims() is null then
        return 'role:' || session_user;
    end if;
    v_id := coalesce(pgfiles.claim('user_id'), pgfiles.claims() ->> 'sub');
    -- That name is a DBA's, who has no token.
    if v_id like 'role:%' then
        perform pgfiles.raise_error('claim_invalid', 'a user id must not begin with role:',
            'change the claim at the identity provider');
    end if;
    return v_id;
end
$$;

comment on function pgfiles.current_user_id() is
    'The caller by the token (claim user_id, else sub), or role:<name> outside a request; null for '
    'an anonymous request.';
