create function pgfiles.holds_lease(bucket text, for_at_least interval default '0')
    returns boolean
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    -- A placeholder, until leases are taken: whoever asks already does so where it counts.
    select bucket is not null and for_at_least >= interval '0'
$$;

comment on function pgfiles.holds_lease(text, interval) is
    'Whether this database may destroy objects in the bucket, now and for so long.';
