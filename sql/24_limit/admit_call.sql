create function pgfiles.admit_call(items integer default 1)
    returns pgfiles.caller
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_caller pgfiles.caller := pgfiles.caller();
    v_role text := current_setting('role');
    v_quota pgfiles.quota;
    v_limit integer;
begin
    -- Definer, because buckets are nobody's to write. It counts for who is calling; there is
    -- nothing to pass off. A standby can count nothing; a GET, which could not either, fails below
    -- (25006, for PostgREST 405), or it would be the way around both.
    if v_caller.is_dba or pg_is_in_recovery() then
        return v_caller;
    end if;
    v_quota := (
        select q from pgfiles.quota q where q.organization_id = v_caller.organization_id);
    v_limit := coalesce(v_quota.organization_calls_per_minute,
        pgfiles.setting('organization_calls_per_minute')::integer);
    if v_limit > 0 then
        -- What all its users share is taken at the end, by record_call.
        perform pgfiles.take_tokens(
            'organization ' || v_caller.organization_id, v_limit, items, only_look => true);
    end if;
    v_limit := null;
    if pgfiles.claims() ? 'jti' then
        v_limit := (
            select t.calls_per_minute
            from pgfiles.service_token t
            where t.jti = pgfiles.claims() ->> 'jti' and t.role = v_role);
    end if;
    v_limit := coalesce(v_limit,
        v_quota.user_calls_per_minute, pgfiles.setting('user_calls_per_minute')::integer);
    if v_limit > 0 then
        perform pgfiles.take_tokens(
            concat_ws(' ', 'user', v_caller.organization_id,
                coalesce(v_caller.user_id, 'role:' || v_role)),
            v_limit, items);
    end if;
    return v_caller;
end
$$;

comment on function pgfiles.admit_call(integer) is
    'The first step of a call that signs: counts it against the caller''s rate, or refuses it, '
    'also if the organization''s is used up, before it has cost anything. From here to the commit '
    'a user''s own calls wait for each other. items: of a batch, also those that it will refuse. '
    'Returns who is calling.';
