create function pgfiles.holds_lease(bucket text, for_at_least interval default '0')
    returns boolean
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    select bucket <> all (pgfiles.unheld_buckets(for_at_least))
$$;

comment on function pgfiles.holds_lease(text, interval) is
    'Whether this database may change and delete objects in a bucket, now and for so long.';
