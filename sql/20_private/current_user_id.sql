create function pgfiles.current_user_id()
    returns text
    language sql
    stable
    parallel safe
    -- Inlined, as current_organization_id.
    return case
        when pgfiles.claims() is null then 'role:' || session_user
        else pgfiles.checked_user_id(pgfiles.claim('user_id'))
    end;

comment on function pgfiles.current_user_id() is
    'The caller by the token (claim user_id), or role:<name> outside a request; null for an '
    'anonymous request.';
