create function pgfiles.own_leases()
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fingerprint constant jsonb := pgfiles.server_fingerprint();
begin
    -- Those of the database of which this is a copy are not ours to renew.
    delete from pgfiles.bucket_lease l where l.fingerprint <> v_fingerprint;
    insert into pgfiles.bucket_lease (store, fingerprint, noted_uptime)
    select distinct pgfiles.store_of(b), v_fingerprint, pgfiles.machine_uptime()
    from pgfiles.bucket b
    where not exists (select from pgfiles.bucket_lease l where l.store = pgfiles.store_of(b))
    on conflict do nothing;
end
$$;

comment on function pgfiles.own_leases() is
    'Sees to it that there is a row of this database for the lease of each store, and none of '
    'another database.';
