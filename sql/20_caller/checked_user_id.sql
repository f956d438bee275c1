create function pgfiles.checked_user_id(user_id text)
    returns text
    language plpgsql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_problem text := case
        -- That name is a DBA's, who has no token.
        when user_id like 'role:%' then 'must not begin with role:'
        when length(user_id) > 255
            then format('has %s characters, at most 255', length(user_id))
    end;
begin
    if v_problem is not null then
        perform pgfiles.raise_error('claim_invalid', 'a user id ' || v_problem,
            'change the claim at the identity provider');
    end if;
    return user_id;
end
$$;

comment on function pgfiles.checked_user_id(text) is 'A user id of a token, or a clear error.';
