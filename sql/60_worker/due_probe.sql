create function pgfiles.due_probe()
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object('buckets', d.buckets, 'batch', pgfiles.describe_probe(d.buckets))
    from (
        select array_agg(b.name order by b.name) as buckets
        from pgfiles.bucket b
        where not exists (
            select
            from pgfiles.bucket_check c
            where c.bucket = b.name and c.item = 'store'
                and c.checked_at
                    between now() - interval '50 minutes' and now() + interval '1 hour')
    ) d
    where d.buckets is not null
$$;

comment on function pgfiles.due_probe() is
    'The buckets that nobody has looked at for an hour, or since their row was changed, and the '
    'batch of describe_probe for them; null if there are none.';
