create function pgfiles.log_action(action text, file_ids uuid[])
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Definer, because the audit is nobody's to write. It says who is calling; there is nothing to
    -- pass it off as.
    if current_setting('transaction_read_only')::boolean then
        return;
    end if;
    insert into audit.logged_actions
        (action, organization_id, user_id, role_name, file_ids, request_id, method, path)
    select log_action.action, c.organization_id, c.user_id, c.role_name,
        coalesce(log_action.file_ids, '{}'), c.request_id, c.method, c.path
    from pgfiles.current_call() c;
end
$$;

comment on function pgfiles.log_action(text, uuid[]) is
    'Writes an audit line for a call, unless the transaction is read-only (GET, standby).';
