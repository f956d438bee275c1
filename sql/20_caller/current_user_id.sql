create function pgfiles.current_user_id()
    returns text
    language plpgsql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims jsonb := pgfiles.claims();
    v_paths text[] := pgfiles.claim_paths('claim_user_id');
    v_claim jsonb := v_claims #> v_paths[1]::text[];
begin
    if v_claims is null then
        return 'role:' || session_user;
    end if;
    -- Asked for each query: the usual token has a plain text where the first path leads.
    if jsonb_typeof(v_claim) = 'string' and v_claim #>> '{}' ~ '^[A-Za-z0-9._|@-]{1,40}$' then
        return v_claim #>> '{}';
    end if;
    return pgfiles.checked_user_id(pgfiles.claimed_id(v_claims, v_paths));
end
$$;

comment on function pgfiles.current_user_id() is
    'The caller by the token (claim user_id), or role:<name> outside a request; null for an '
    'anonymous request.';
