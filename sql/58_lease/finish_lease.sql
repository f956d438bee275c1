create function pgfiles.finish_lease(
    store text, present jsonb, etag text, is_written boolean, is_confirming boolean
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_lease pgfiles.bucket_lease;
begin
    select l.* into v_lease
    from pgfiles.bucket_lease l
    where l.store = finish_lease.store
    for update;
    case
        when present ->> 'nonce' = v_lease.nonce::text then
            update pgfiles.bucket_lease l
            set etag = finish_lease.etag,
                written_at = case when is_written or l.written_at is null then clock_timestamp()
                    else l.written_at end,
                attempts = 0, problem = null, holder = null, holder_etag = null,
                holder_since = null
            where l.store = finish_lease.store;
            if is_confirming and not is_written then
                update pgfiles.bucket_lease l
                set confirmed_at = clock_timestamp(),
                    server_start = pg_postmaster_start_time(),
                    taken_at = coalesce(l.taken_at, l.noted_at),
                    valid_until = l.noted_at + pgfiles.lease_duration(),
                    valid_uptime = l.noted_uptime + extract(epoch from pgfiles.lease_duration())
                where l.store = finish_lease.store and not l.is_given_up;
                delete from pgfiles.worker_trouble t
                where t.what = 'lease of ' || finish_lease.store;
            end if;
        -- Written over next, if it is still the same then.
        when pgfiles.may_take_over(v_lease, present) then
            update pgfiles.bucket_lease l
            set etag = finish_lease.etag, tried_at = null, attempts = 0, problem = null
            where l.store = finish_lease.store;
        else
            update pgfiles.bucket_lease l
            set etag = null, written_at = null, confirmed_at = null, taken_at = null,
                valid_until = null, valid_uptime = null, attempts = 0, problem = null,
                holder = present, holder_etag = finish_lease.etag,
                holder_since = case when l.holder ->> 'nonce' = present ->> 'nonce'
                    then l.holder_since else clock_timestamp() end
            where l.store = finish_lease.store;
            perform pgfiles.note_trouble('lease of ' || finish_lease.store, format(
                'the lease of %s belongs to %s: what would write there waits', finish_lease.store,
                pgfiles.holder_name(present)), interval '65 minutes');
    end case;
end
$$;

comment on function pgfiles.finish_lease(text, jsonb, text, boolean, boolean) is
    'Writes down which lease was found in a store: ours, one that may be taken over, or somebody '
    'else''s.';
