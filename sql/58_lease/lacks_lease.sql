create function pgfiles.lacks_lease(bucket text)
    returns boolean
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    -- Not whether it is valid at the moment: uploads need no worker.
    select pgfiles.setting('lease_required')::boolean and not exists (
        select
        from pgfiles.bucket b
        join pgfiles.bucket_lease l on l.store = pgfiles.store_of(b)
        where b.name = lacks_lease.bucket and l.taken_at is not null and not l.is_given_up
            and l.fingerprint = pgfiles.server_fingerprint())
$$;

comment on function pgfiles.lacks_lease(text) is
    'Whether this database has not the lease of a bucket, but perhaps another one. Definer, '
    'because callers read no leases; they learn it by a refusal anyway.';
