create function files.generate_download_urls(
    file_ids uuid[] default null,
    variant text default 'original',
    expires_in integer default null,
    is_attachment boolean default false,
    stable_for integer default 0
)
    returns table (
        item bigint, file_id uuid, method text, url text, headers jsonb, fields jsonb, expires_at timestamptz, error jsonb)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_expires_in integer := pgfiles.checked_expires_in(expires_in, 'download');
    v_stable_for integer := pgfiles.checked_stable_for(stable_for);
begin
    perform pgfiles.checked_batch_size(cardinality(file_ids));
    perform pgfiles.log_action('generate_download_urls', file_ids);
    return query
        with asked as materialized (
            select a.item, a.file_id, f.bucket, f.file_name, f.status,
                case when generate_download_urls.variant = 'original' then f.s3_original_key else v.s3_key end as key
            from unnest(file_ids) with ordinality a (file_id, item)
            left join files.files f on f.id = a.file_id
            left join pgfiles.variant v
                on v.file_id = f.id and v.name = generate_download_urls.variant and generate_download_urls.variant <> 'original'
        ), by_bucket as (
            select a.bucket, array_agg(a.item order by a.item) as items, array_agg(a.key order by a.item) as keys,
                array_agg(a.file_name order by a.item) as file_names
            from asked a
            where a.status = 'ready' and a.key is not null
            group by a.bucket
        ), signed as (
            select b.items[d.item] as item, d.url, d.expires_at
            from by_bucket b
            cross join lateral pgfiles.sign_downloads(
                b.bucket, b.keys, b.file_names, v_expires_in, generate_download_urls.is_attachment, v_stable_for) d
        )
        select a.item, a.file_id, case when s.url is not null then 'GET' end, s.url,
            case when s.url is not null then '{}'::jsonb end, null::jsonb, s.expires_at,
            case when s.url is null then
                (select pgfiles.error_as_json(e.sqlstate, e.message, a.file_id::text, null)
                 from pgfiles.error e
                 where e.code = case
                    when a.status is null then 'file_not_found'
                    when a.status <> 'ready' then 'file_not_ready'
                    else 'variant_not_found' end)
            end
        from asked a
        left join signed s on s.item = a.item
        order by a.item;
end
$$;

comment on function files.generate_download_urls(uuid[], text, integer, boolean, integer) is
$$Signed URLs for many downloads

One row for each of up to 10,000 file_ids, in the same order; item counts from 1. A file that is not visible, not ready or without
that variant has its error in the row and does not fail the others. The other arguments are those of generate_download_url.

Errors: 22023 argument out of range, PT503 no signing key.$$;
