create function pgfiles.lease_text(lease pgfiles.bucket_lease)
    returns text
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    select (lease.fingerprint || jsonb_build_object(
        'nonce', lease.nonce,
        'sequence', lease.sequence,
        'timeline', pgfiles.server_timeline(),
        'database', current_database(),
        'version', (select e.extversion from pg_extension e where e.extname = 'pgfiles'),
        'taken_at', coalesce(lease.taken_at, lease.noted_at),
        'renewed_at', lease.noted_at,
        'valid_for_s', extract(epoch from pgfiles.lease_duration())::integer,
        'is_given_up', lease.is_given_up))::text
$$;

comment on function pgfiles.lease_text(pgfiles.bucket_lease) is
    'What is written into a bucket, as .pgfiles/lease: JSON, for other databases and people.';
