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
                and c.checked_at < now() + interval '1 hour'
                -- A store that was away may be back soon, and until then no form is given out.
                and c.checked_at >= now()
                    - case when c.is_ok then interval '50 minutes' else interval '5 minutes' end)
    ) d
    where d.buckets is not null
$$;

comment on function pgfiles.due_probe() is
    'The buckets that nobody has looked at for an hour (five minutes where the store did not '
    'answer), or since their row was changed, and the batch of describe_probe for them; null if '
    'there are none.';
