create function pgfiles.is_lease_due(lease pgfiles.bucket_lease)
    returns boolean
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when lease.is_given_up then false
        when lease.tried_at is null then true
        -- Also where the clock was set back.
        when clock_timestamp() between lease.tried_at and lease.tried_at + t.pause then false
        when lease.confirmed_at is null then true
        when lease.server_start <> pg_postmaster_start_time() then true
        else clock_timestamp() not between lease.noted_at and lease.noted_at + t.renewal
    end
    from (
        select
            case
                when lease.holder is not null then interval '1 minute'
                -- Others wait while a worker waits for a store that may never answer.
                when lease.attempts > 0 then least(
                    interval '1 second' * 2 ^ least(lease.attempts, 9),
                    case when lease.taken_at is null then interval '5 minutes'
                        else interval '1 minute' end)
                when lease.confirmed_at is not null then interval '1 second'
                when lease.written_at is not null then
                    lease.written_at - lease.tried_at + pgfiles.lease_settle(lease.store)
                -- Another worker is at it.
                else interval '20 seconds'
            end as pause,
            case
                when exists (
                    select
                    from pgfiles.bucket b
                    join pgfiles.doomed_object d on d.bucket = b.name
                    where pgfiles.store_of(b) = lease.store
                        and d.died_at is null and d.delete_at <= now())
                then interval '1 minute'
                else interval '5 minutes'
            end as renewal
    ) t
$$;

comment on function pgfiles.is_lease_due(pgfiles.bucket_lease) is
    'Whether a worker is to turn to the store: to take or renew a lease (each minute while objects '
    'wait to be deleted, else every five), to see whether it is still ours, or who has it.';
