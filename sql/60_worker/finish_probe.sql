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
    -- A key in it is of the probe's own, and another one each time.
    perform pgfiles.note_trouble(
        'store of ' || c.bucket,
        format('the store of bucket %s: %s', c.bucket,
            regexp_replace(c.finding, '\.pgfiles/probe/\S+', '.pgfiles/probe/')),
        interval '65 minutes')
    from pgfiles.bucket_check c
    where c.bucket = any (buckets) and c.item = 'store' and not c.is_ok;
    delete from pgfiles.worker_trouble t
    using pgfiles.bucket_check c
    where c.bucket = any (buckets) and c.item = 'store' and c.is_ok
        and t.what = 'store of ' || c.bucket;
end
$$;

comment on function pgfiles.finish_probe(text[], jsonb) is
    'Writes down what a batch of describe_probe has found; a job is the place of its bucket.';
