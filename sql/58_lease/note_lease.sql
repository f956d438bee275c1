create function pgfiles.note_lease(store text, is_given_up boolean default false)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    update pgfiles.bucket_lease l
    set nonce = gen_random_uuid(), sequence = l.sequence + 1,
        noted_at = clock_timestamp(), noted_uptime = pgfiles.machine_uptime(),
        written_at = null, confirmed_at = null, is_given_up = note_lease.is_given_up
    where l.store = note_lease.store
$$;

comment on function pgfiles.note_lease(text, boolean) is
    'Notes a new nonce, to be written to the store. What was valid before stays so for its time.';
