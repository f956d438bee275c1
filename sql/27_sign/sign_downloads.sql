create function pgfiles.sign_downloads(
    bucket text,
    keys text[],
    file_names text[],
    expires_in integer,
    is_attachment boolean default false,
    stable_for integer default 0
)
    returns table (item bigint, url text, expires_at timestamptz)
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_signer pgfiles.signer;
    v_requests text[];
    v_urls text[];
    v_cdn_base_url text;
begin
    -- Definer, because signing keys are granted to nobody. Who may see a file was decided by
    -- row-level security as the caller; what is checked here again is the wall between
    -- organizations.
    if not pgfiles.is_in_caller_organization(keys) then
        perform pgfiles.raise_error('file_not_found');
    end if;
    select b.cdn_base_url into v_cdn_base_url
    from pgfiles.bucket b
    where b.name = sign_downloads.bucket;
    if v_cdn_base_url is not null then
        return query
            select k.item, v_cdn_base_url || '/' || k.key, null::timestamptz
            from unnest(keys) with ordinality k (key, item);
        return;
    end if;
    v_signer := pgfiles.open_signer(bucket, expires_in, stable_for);
    v_requests := array(
        select concat_ws(E'\t', 'GET', v_signer.expires_in, k.key,
            case when is_attachment then 'download' else 'inline' end,
            pgfiles.escape_field(k.file_name))
        from unnest(keys, file_names) with ordinality k (key, file_name, item)
        order by k.item);
    v_urls := pgfiles.sign_requests(v_signer, v_requests);
    return query
        select u.item, u.url, v_signer.expires_at
        from unnest(v_urls) with ordinality u (url, item);
end
$$;

comment on function pgfiles.sign_downloads(text, text[], text[], integer, boolean, integer) is
    'Signs the GETs of keys in the caller''s organization; of a bucket with a CDN, gives its '
    'unsigned URLs instead.';
