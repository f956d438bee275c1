create function pgfiles.finish_leases(leases jsonb, results jsonb)
    returns interval
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_store text;
    v_result jsonb;
    v_is_confirming boolean;
begin
    for v_store, v_is_confirming, v_result in
        select l.store, d.is_confirming, r
        from jsonb_array_elements(results) r
        cross join lateral jsonb_to_record(leases -> ((r ->> 'job_id')::integer - 1))
            as d (store text, nonce uuid, is_confirming boolean)
        -- Otherwise another worker has come further.
        join pgfiles.bucket_lease l on l.store = d.store and l.nonce = d.nonce
        order by l.store
        for update of l
    loop
        if v_result ->> 'lease' is not null then
            perform pgfiles.finish_lease(
                v_store, pgfiles.lease_in(v_result ->> 'lease'), v_result ->> 'etag',
                (v_result ->> 'is_written')::boolean, v_is_confirming);
        else
            update pgfiles.bucket_lease l
            set attempts = l.attempts + 1, problem = coalesce(
                nullif(v_result ->> 'detail', ''), 'the store does not keep .pgfiles/lease')
            where l.store = v_store;
        end if;
    end loop;

    -- Where nothing can be done without, it is worth waiting for.
    return (
        select max(l.written_at + pgfiles.lease_settle(l.store)) - clock_timestamp()
        from pgfiles.bucket_lease l
        where l.written_at is not null and l.confirmed_at is null and not l.is_given_up
            and not pgfiles.is_lease_valid(l, interval '0', pgfiles.server_fingerprint()));
end
$$;

comment on function pgfiles.finish_leases(jsonb, jsonb) is
    'Writes down what a batch of describe_leases has found. Returns how long a worker has to wait '
    'until a lease that is wanted can be confirmed; null: it has not.';
