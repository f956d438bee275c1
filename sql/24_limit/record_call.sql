create function pgfiles.record_call(
    action text,
    file_ids uuid[],
    has_new_files boolean default false,
    items integer default 1
)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_organization_id text := pgfiles.current_organization_id();
    v_limit integer;
begin
    -- Definer, because usage and audit are nobody's to write. It counts for who is calling and says
    -- who that is; there is nothing to pass off. A standby can write nothing.
    if pg_is_in_recovery() then
        return;
    end if;
    if not pgfiles.is_dba() then
        v_limit := coalesce(
            (select q.organization_calls_per_minute
             from pgfiles.quota q
             where q.organization_id = v_organization_id),
            pgfiles.setting('organization_calls_per_minute')::integer);
        if v_limit > 0 then
            perform pgfiles.take_tokens(
                'organization ' || v_organization_id, v_limit, items);
        end if;
        if has_new_files then
            perform pgfiles.check_quota(v_organization_id, file_ids);
        end if;
    end if;
    insert into pgfiles.logged_action (action, organization_id, user_id, file_ids)
    values (record_call.action, v_organization_id, pgfiles.current_user_id(),
        coalesce(record_call.file_ids, '{}'));
end
$$;

comment on function pgfiles.record_call(text, uuid[], boolean, integer) is
    'The last step of a call that signs: counts it against the organization''s rate and, if it '
    'made files, against the quota, and writes the audit line. Last, since what all users of an '
    'organization share is locked from here to the commit.';
