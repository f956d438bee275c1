create function files.generate_download_urls(
    file_ids uuid[] default null,
    variant text default 'original',
    expires_in integer default null,
    is_attachment boolean default false,
    stable_for integer default 0
)
    returns table (
        item bigint, file_id uuid, method text, url text,
        headers jsonb, fields jsonb, expires_at timestamptz, error jsonb)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_expires_in integer := pgfiles.checked_expires_in(expires_in, 'download');
    v_stable_for integer := pgfiles.checked_stable_for(stable_for);
    v_count integer := coalesce(pgfiles.checked_batch_size(cardinality(file_ids)), 0);
    v_urls text[] := array_fill(null::text, array[v_count]);
    v_expires_at timestamptz[] := array_fill(null::timestamptz, array[v_count]);
    v_bucket text;
    v_items bigint[];
    v_keys text[];
    v_file_names text[];
    v_url record;
begin
    perform pgfiles.admit_call(v_count);
    -- As the caller: what row-level security hides gets no URL.
    for v_bucket, v_items, v_keys, v_file_names in
        select f.bucket, array_agg(a.item), array_agg(k.key), array_agg(f.file_name)
        from unnest(file_ids) with ordinality a (file_id, item)
        join files.files f on f.id = a.file_id and f.status = 'ready'
        cross join lateral (
            select case when generate_download_urls.variant = 'original' then f.download_key
                else f.variants #>> array[generate_download_urls.variant, 's3_key'] end) k (key)
        where k.key is not null
        group by f.bucket
    loop
        for v_url in
            select d.item, d.url, d.expires_at
            from pgfiles.sign_downloads(
                v_bucket, v_keys, v_file_names, v_expires_in, is_attachment, v_stable_for) d
        loop
            v_urls[v_items[v_url.item]] := v_url.url;
            v_expires_at[v_items[v_url.item]] := v_url.expires_at;
        end loop;
    end loop;
    return query
        select a.item, a.file_id, case when a.url is not null then 'GET' end, a.url,
            case when a.url is not null then '{}'::jsonb end, null::jsonb, a.expires_at,
            case when a.url is null then pgfiles.download_error(a.file_id) end
        from unnest(file_ids, v_urls, v_expires_at)
            with ordinality a (file_id, url, expires_at, item);
    -- The audit has the files that got a URL; all items cost.
    perform pgfiles.record_call(
        'generate_download_urls',
        array(
            select a.file_id
            from unnest(file_ids, v_urls) a (file_id, url)
            where a.url is not null),
        items => v_count);
end
$$;

comment on function files.generate_download_urls(uuid[], text, integer, boolean, integer) is
$$Signed URLs for many downloads

One row for each of up to 10,000 file_ids, in the same order; item counts from 1. A file that is not
visible, not ready or without that variant has its error in the row and does not fail the others.
The other arguments are those of generate_download_url.

Errors: 22023 argument out of range, PT429 too many calls a minute, PT503 no signing key.$$;
