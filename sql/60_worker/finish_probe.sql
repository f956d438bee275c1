create function pgfiles.finish_probe(buckets text[], results jsonb)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- What could not be tried while the store is away stays as it was seen last.
    insert into pgfiles.bucket_check as c (bucket, item, is_ok, finding, checked_at)
    select b.name, k.item, k.is_ok, k.finding, clock_timestamp()
    from jsonb_to_recordset(results) as r (
        job_id integer, outcome text, detail text, checks jsonb)
    join pgfiles.bucket b on b.name = buckets[r.job_id]
    cross join lateral (
        select k.item, k.is_ok, k.finding
        from jsonb_to_recordset(r.checks) as k (item text, is_ok boolean, finding text)
        union all
        select 'store', false, r.detail where r.outcome <> 'ready'
    ) k
    order by b.name, k.item
    on conflict (bucket, item) do update
    set is_ok = excluded.is_ok, finding = excluded.finding, checked_at = excluded.checked_at;
end
$$;

comment on function pgfiles.finish_probe(text[], jsonb) is
    'Writes down what a batch of describe_probe has found; a job is the place of its bucket.';
