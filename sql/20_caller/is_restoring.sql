create function pgfiles.is_restoring()
    returns boolean
    language sql
    stable
    parallel safe
as $$
    -- pg_dump's scripts and pg_restore set row_security. A parallel restore is a replica, and so is
    -- a subscription.
    select pg_catalog.current_setting('row_security') = 'off'
        or pg_catalog.current_setting('session_replication_role') = 'replica'
$$;

comment on function pgfiles.is_restoring() is
    'Whether rows that were checked where they come from are brought back: they are taken as they '
    'are.';
