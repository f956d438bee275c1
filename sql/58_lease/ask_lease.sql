create function pgfiles.ask_lease(store text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_due constant jsonb := pgfiles.describe_leases(array[store]);
    v_results constant jsonb := pgfiles.run_batch(v_due -> 'batch');
begin
    if v_results #>> '{0,outcome}' <> 'ready' then
        perform pgfiles.raise_error('store_unavailable', v_results #>> '{0,detail}',
            'select * from files.doctor() says what is wrong with the store');
    end if;
    perform pgfiles.finish_leases(v_due -> 'leases', v_results);
end
$$;

comment on function pgfiles.ask_lease(text) is
    'Takes, renews or looks at one lease in the caller''s session. Raises store_unavailable.';
