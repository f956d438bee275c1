create function pgfiles.may_take_over(lease pgfiles.bucket_lease, present jsonb)
    returns boolean
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        (present ->> 'is_given_up')::boolean
        -- Ours from before the extension was made anew in this database. Who had it and finds
        -- another nonce has a copy that looks the same, and leaves it to it.
        or lease.taken_at is null and lease.holder is null and present @> lease.fingerprint
        -- After a failover, if that is wanted.
        or pgfiles.setting('lease_takeover_after')::interval > interval '0'
            and present ->> 'system_identifier' = lease.fingerprint ->> 'system_identifier'
            and (present ->> 'timeline')::integer
                < pgfiles.server_timeline()
            and present ->> 'nonce' = lease.holder ->> 'nonce'
            and clock_timestamp()
                > lease.holder_since + pgfiles.setting('lease_takeover_after')::interval,
        false)
$$;

comment on function pgfiles.may_take_over(pgfiles.bucket_lease, jsonb) is
    'Whether a lease that somebody else wrote may be written over without being asked to: given '
    'up, or our own of before, or of the primary of which this was the standby, and not renewed '
    'for lease_takeover_after.';
