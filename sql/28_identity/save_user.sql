create function pgfiles.save_user(claims jsonb)
    returns uuid
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id text := pgfiles.checked_organization_id(
        pgfiles.claimed_id(claims, pgfiles.claim_paths('claim_organization_id')));
    v_user_id text := pgfiles.checked_user_id(
        pgfiles.claimed_id(claims, pgfiles.claim_paths('claim_user_id')));
    v_handle text := pgfiles.claim_at(claims, pgfiles.claim_paths('claim_handle')) #>> '{}';
    v_display_name text := pgfiles.claim_at(
        claims, pgfiles.claim_paths('claim_display_name')) #>> '{}';
    v_email text := pgfiles.claim_at(claims, pgfiles.claim_paths('claim_email')) #>> '{}';
    v_id uuid;
begin
    -- Definer, because users are nobody's to write. Who may call it with claims of his own making
    -- is a service that speaks for the identity provider, in its own organization if it has one;
    -- else they are those of the request.
    if v_user_id is null then
        return null;
    end if;
    if pgfiles.current_organization_id() not in ('_', v_organization_id) then
        perform pgfiles.raise_error('not_allowed',
            format('a token of %s names no users of %s',
                pgfiles.current_organization_id(), v_organization_id),
            'call with a service token without an organization');
    end if;
    -- A claim that is absent changes nothing: access tokens say less than identity tokens.
    select u.id into v_id
    from pgfiles.app_user u
    where u.organization_id = v_organization_id
        and u.user_id = v_user_id
        and coalesce(v_handle = u.handle, v_handle is null)
        and coalesce(v_display_name = u.display_name, v_display_name is null)
        and coalesce(v_email = u.email, v_email is null);
    if not found then
        insert into pgfiles.app_user as u (organization_id, user_id, handle, display_name, email)
        values (v_organization_id, v_user_id, v_handle, v_display_name, v_email)
        on conflict on constraint app_user_is_unique do update
        set handle = coalesce(excluded.handle, u.handle),
            display_name = coalesce(excluded.display_name, u.display_name),
            email = coalesce(excluded.email, u.email),
            updated_at = now()
        returning u.id into v_id;
    end if;
    return v_id;
end
$$;

comment on function pgfiles.save_user(jsonb) is
    'The id of the user whom the claims name, whose row is made or brought up to date if need be; '
    'null if they name none.';
