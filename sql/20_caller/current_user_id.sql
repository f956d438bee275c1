create function pgfiles.current_user_id()
    returns text
    language plpgsql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims jsonb := pgfiles.claims();
begin
    if v_claims is null then
        return 'role:' || session_user;
    end if;
    return pgfiles.checked_user_id((
        select pgfiles.claimed_id(v_claims, e.claim_user_id)
        from pgfiles.effective_setting e
        where e.is_only_row));
end
$$;

comment on function pgfiles.current_user_id() is
    'The caller by the token (claim user_id), or role:<name> outside a request; null for an '
    'anonymous request.';
