create function pgfiles.lease_duration()
    returns interval
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    select interval '10 minutes'
$$;

comment on function pgfiles.lease_duration() is
    'How long the lease of a bucket is valid without a renewal.';
