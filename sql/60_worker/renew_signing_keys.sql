create function pgfiles.renew_signing_keys()
    returns interval
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_problem text := (select min(k.problem) from pgfiles.refresh_signing_keys() k);
begin
    update pgfiles.worker_state s
    set signing_key_problem = v_problem
    where s.signing_key_problem is distinct from v_problem;
    if v_problem is not null then
        perform pgfiles.note_trouble(
            'signing keys', 'no signing key: ' || v_problem, interval '2 minutes');
        return interval '1 minute';
    end if;
    delete from pgfiles.worker_trouble t where t.what = 'signing keys';
    -- In time before a session token ends.
    return greatest(interval '1 minute', least(interval '1 hour', (
        select min(k.expires_at) - clock_timestamp() - interval '5 minutes'
        from pgfiles.signing_key k)));
end
$$;

comment on function pgfiles.renew_signing_keys() is
    'Refreshes the signing keys, and returns after how long that is due again.';
