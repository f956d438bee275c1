create function pgfiles.admit_call(
    action text,
    file_ids uuid[],
    has_new_files boolean default false,
    items integer default null
)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id text := pgfiles.current_organization_id();
    v_user_id text := pgfiles.current_user_id();
    v_user_limit integer;
    v_organization_limit integer;
    v_tokens integer := greatest(1, ceil(coalesce(items, cardinality(file_ids)) / 1000.0));
begin
    -- Definer, because buckets, usage and audit are nobody's to write. It counts for who is
    -- calling; there is nothing to pass off. A standby can count nothing; a GET, which could not
    -- either, fails below (25006, for PostgREST 405), or it would be the way around both.
    if pg_is_in_recovery() then
        return;
    end if;
    if not pgfiles.is_dba() then
        select coalesce(t.calls_per_minute, q.user_calls_per_minute,
                pgfiles.setting('user_calls_per_minute')::integer),
            coalesce(q.organization_calls_per_minute,
                pgfiles.setting('organization_calls_per_minute')::integer)
        into v_user_limit, v_organization_limit
        from (select) one_row
        left join pgfiles.quota q on q.organization_id = v_organization_id
        left join pgfiles.service_token t
            on t.jti = pgfiles.claims() ->> 'jti' and t.role = current_setting('role');
        if v_user_limit > 0 then
            perform pgfiles.take_tokens(
                concat_ws(' ', 'user', v_organization_id,
                    coalesce(v_user_id, 'role:' || current_setting('role'))),
                v_user_limit, v_tokens);
        end if;
        if v_organization_limit > 0 then
            perform pgfiles.take_tokens(
                'organization ' || v_organization_id, v_organization_limit, v_tokens);
        end if;
        if has_new_files then
            perform pgfiles.check_quota(v_organization_id, file_ids);
        end if;
    end if;
    insert into pgfiles.logged_action (action, organization_id, user_id, file_ids)
    values (admit_call.action, v_organization_id, v_user_id, coalesce(admit_call.file_ids, '{}'));
end
$$;

comment on function pgfiles.admit_call(text, uuid[], boolean, integer) is
    'The last step of a call that signs: counts it against the caller''s rate and, if it made '
    'files, against the quota, and writes the audit line. Last, since locks are held from here to '
    'the commit; a refused call is rolled back, and so has cost nothing. items: of a batch, also '
    'those that it refused.';
