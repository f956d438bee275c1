create function files.generate_download_urls(
    file_ids uuid[] default null,
    variant text default 'original',
    expires_in integer default null,
    is_attachment boolean default false,
    stable_for integer default 0,
    items jsonb default null
)
    returns table (
        item bigint, file_id uuid, method text, url text,
        headers jsonb, fields jsonb, expires_at timestamptz, error jsonb)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    -- By the key whatever the statistics say, and without values in a plan that auto_explain shows.
    set enable_seqscan = off
    set jit = off
    set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
    v_expires_in integer := pgfiles.checked_expires_in(expires_in, 'download');
    v_stable_for integer := pgfiles.checked_stable_for(stable_for, v_expires_in);
    v_file_ids uuid[] := coalesce(file_ids, pgfiles.item_file_ids(items));
    v_count integer := coalesce(pgfiles.checked_batch_size(cardinality(v_file_ids)), 0);
    v_urls text[] := array_fill(null::text, array[v_count]);
    v_expires_at timestamptz[] := array_fill(null::timestamptz, array[v_count]);
    v_items bigint[];
    v_visible uuid[];
    v_variants text[];
    v_url record;
begin
    perform pgfiles.admit_call(v_count);
    -- As the caller: what row-level security hides gets no URL.
    select array_agg(a.item), array_agg(a.file_id), array_agg(k.variant)
    into v_items, v_visible, v_variants
    from unnest(v_file_ids) with ordinality a (file_id, item)
    cross join lateral (
        select f.status, f.download_key, f.variants
        from files.files f
        where f.id = a.file_id
        offset 0
    ) f
    cross join lateral (
        select pgfiles.downloadable_variant(
            generate_download_urls.variant, f.download_key, f.variants)
    ) k (variant)
    where f.status = 'ready' and k.variant is not null;
    for v_url in
        select d.item, d.url, d.expires_at
        from pgfiles.sign_downloads(
            v_visible, v_variants, v_expires_in, is_attachment, v_stable_for) d
    loop
        v_urls[v_items[v_url.item]] := v_url.url;
        v_expires_at[v_items[v_url.item]] := v_url.expires_at;
    end loop;
    return query
        select a.item, a.file_id, case when a.url is not null then 'GET' end, a.url,
            case when a.url is not null then '{}'::jsonb end, null::jsonb, a.expires_at,
            case when a.url is null then
                (select pgfiles.error_as_json(e.sqlstate, e.message, a.file_id::text, null)
                 from pgfiles.error e
                 where e.code = case
                    when f.status is null then 'file_not_found'
                    when f.status <> 'ready' then 'file_not_ready'
                    else 'variant_not_found' end)
            end
        from unnest(v_file_ids, v_urls, v_expires_at)
            with ordinality a (file_id, url, expires_at, item)
        -- Only of those that got no URL.
        left join lateral (
            select f.status, f.is_deleted
            from pgfiles.file f
            where f.id = case when a.url is null then a.file_id end
            offset 0
        ) f on not f.is_deleted
        order by a.item;
    -- The audit has the files that got a URL; all items cost.
    perform pgfiles.record_call(
        'generate_download_urls',
        array(
            select a.file_id
            from unnest(v_file_ids, v_urls) a (file_id, url)
            where a.url is not null),
        items => v_count);
end
$$;

comment on function
    files.generate_download_urls(uuid[], text, integer, boolean, integer, jsonb) is
$$Signed URLs for many downloads

One row for each of up to 10,000 file_ids, in the same order; item counts from 1. A file that is not
visible, not ready or without that variant has its error in the row and does not fail the others.
The other arguments are those of generate_download_url. Instead of file_ids, items may be given, as
where uploads are asked for: [{"file_id": "..."}, ...].

Errors: 22023 argument out of range, PT429 too many calls a minute, PT503 no signing key.$$;
