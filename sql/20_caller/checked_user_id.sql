create function pgfiles.checked_user_id(user_id text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- That name is a DBA's, who has no token.
    if user_id like 'role:%' then
        perform pgfiles.raise_error('claim_invalid', 'a user id must not begin with role:',
            'change the claim at the identity provider');
    end if;
    return user_id;
end
$$;

comment on function pgfiles.checked_user_id(text) is 'A user id of a token, or a clear error.';
