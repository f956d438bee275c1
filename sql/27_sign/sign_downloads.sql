create function pgfiles.sign_downloads(
    file_ids uuid[],
    variants text[],
    expires_in integer,
    is_attachment boolean default false,
    stable_for integer default 0
)
    returns table (item bigint, url text, expires_at timestamptz)
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
    -- By the key whatever the statistics say, and without values in a plan that auto_explain shows.
    set enable_seqscan = off
    set jit = off
    set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
    v_is_dba boolean := pgfiles.is_dba();
    v_organization_id text := pgfiles.current_organization_id();
    v_bucket text;
    v_cdn_base_url text;
    v_items bigint[];
    v_keys text[];
    v_requests text[];
    v_signer pgfiles.signer;
    v_urls text[];
begin
    -- Definer, because signing keys are granted to nobody. Which files and which of their copies
    -- the caller may have, was decided by row-level security as the caller; what is asked of each
    -- file's row here again is the wall between organizations.
    for v_bucket, v_cdn_base_url, v_items, v_keys, v_requests in
        select b.name, b.cdn_base_url, array_agg(a.item), array_agg(k.key),
            array_agg(pgfiles.request_line(
                k.key,
                pgfiles.request_pair(
                    case when is_attachment or t.served = 'application/octet-stream'
                        then 'download' else 'inline' end, f.file_name)
                || coalesce(
                    pgfiles.request_pair('q:response-content-type', nullif(t.served, '')), '')))
        from unnest(file_ids, variants) with ordinality a (file_id, variant, item)
        cross join lateral (
            select f.organization_id, f.status, f.bucket, f.file_name, f.file_type,
                f.s3_original_key, f.checked_key, f.variants, f.is_deleted
            from pgfiles.file f
            where f.id = a.file_id
            offset 0
        ) f
        cross join lateral (
            select case when a.variant = 'original'
                then coalesce(f.checked_key, f.s3_original_key)
                else f.variants #>> array[a.variant, 's3_key'] end
            offset 0
        ) k (key)
        cross join lateral (
            select pgfiles.served_type(case when a.variant = 'original' then f.file_type
                else f.variants #>> array[a.variant, 'file_type'] end)
            offset 0
        ) t (served)
        join pgfiles.bucket b on b.name = f.bucket
        where f.status = 'ready' and not f.is_deleted
            and (v_is_dba or f.organization_id = v_organization_id)
            and k.key is not null
        group by b.name
    loop
        if v_cdn_base_url is not null then
            return query
                select u.item, v_cdn_base_url || '/' || u.key, null::timestamptz
                from unnest(v_items, v_keys) u (item, key);
        else
            v_signer := pgfiles.open_signer(v_bucket, expires_in, stable_for);
            v_urls := pgfiles.sign_requests(v_signer, 'download', v_requests);
            return query
                select u.item, u.url, v_signer.expires_at
                from unnest(v_items, v_urls) u (item, url);
        end if;
    end loop;
end
$$;

comment on function pgfiles.sign_downloads(uuid[], text[], integer, boolean, integer) is
    'Signs the GETs of ready files of the caller''s organization, of each the original or the '
    'variant named beside it; of a bucket with a CDN, gives its unsigned URLs instead. A file that '
    'is not there, or of another organization, has no row.';
