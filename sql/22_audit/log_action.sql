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
    insert into pgfiles.logged_action (action, file_ids)
    values (log_action.action, coalesce(log_action.file_ids, '{}'));
end
$$;

comment on function pgfiles.log_action(text, uuid[]) is
    'Writes an audit line for a call, unless the transaction is read-only (GET, standby).';
