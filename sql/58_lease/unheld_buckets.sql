create function pgfiles.unheld_buckets(for_at_least interval default '0')
    returns text[]
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    select case when pgfiles.setting('lease_required')::boolean then array(
        select b.name
        from pgfiles.bucket b
        -- Once: it reads files.
        cross join (select pgfiles.server_fingerprint() offset 0) s (fingerprint)
        where not exists (
            select
            from pgfiles.bucket_lease l
            where l.store = pgfiles.store_of(b)
                and pgfiles.is_lease_valid(l, for_at_least, s.fingerprint))
        order by b.name)
        else '{}' end
$$;

comment on function pgfiles.unheld_buckets(interval) is
    'The buckets in which this database may change no object, because it has no lease of them, or '
    'not for so long.';
