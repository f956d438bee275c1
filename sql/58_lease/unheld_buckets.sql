create function pgfiles.unheld_buckets(for_at_least interval default '0')
    returns text[]
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_fingerprint jsonb;
begin
    -- In PL/pgSQL, as what it calls: whoever looks for jobs asks, forty times a second, and its
    -- plans stay.
    if not pgfiles.setting('lease_required')::boolean then
        return array[]::text[];
    end if;
    v_fingerprint := pgfiles.server_fingerprint();
    return array(
        select b.name
        from pgfiles.bucket b
        where not exists (
            select
            from pgfiles.bucket_lease l
            where l.store = pgfiles.store_of(b)
                and pgfiles.is_lease_valid(l, for_at_least, v_fingerprint))
        order by b.name);
end
$$;

comment on function pgfiles.unheld_buckets(interval) is
    'The buckets in which this database may change no object, because it has no lease of them, or '
    'not for so long.';
