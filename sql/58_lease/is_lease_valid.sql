create function pgfiles.is_lease_valid(
    lease pgfiles.bucket_lease, for_at_least interval, fingerprint jsonb
)
    returns boolean
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- By the clock, which may have been set, and by the machine's.
    return coalesce(
        lease.fingerprint = is_lease_valid.fingerprint
            and lease.server_start = pg_postmaster_start_time()
            and clock_timestamp() + for_at_least < lease.valid_until
            and clock_timestamp() >= lease.valid_until - pgfiles.lease_duration()
            and (lease.valid_uptime is null or (
                pgfiles.machine_uptime() + extract(epoch from for_at_least) < lease.valid_uptime)
                is not false),
        false);
end
$$;

comment on function pgfiles.is_lease_valid(pgfiles.bucket_lease, interval, jsonb) is
    'Whether a row says that this database has the lease, now and for so long.';
