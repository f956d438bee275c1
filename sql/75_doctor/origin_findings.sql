create function pgfiles.origin_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    -- A script in a file would be the page's own there, and read its tokens. By host and port: the
    -- scheme does not keep cookies apart.
    select 'origin of bucket ' || b.name, false,
        format('files come from %s, where pages of the application are', o.origin),
        format('give the store or CDN a host name that no page has, and set pgfiles.bucket.%s to '
            'it: update pgfiles.bucket set %1$I = ... where name = %L', a.place, b.name)
    from pgfiles.bucket b
    cross join lateral (
        select case
                when b.cdn_base_url is not null then 'cdn_base_url'
                when b.public_endpoint is not null then 'public_endpoint'
                else 'endpoint'
            end,
            coalesce(b.cdn_base_url, b.public_endpoint, b.endpoint)
    ) a (place, url)
    cross join lateral unnest(pgfiles.setting('web_origins')::text[]) o (origin)
    where (b.is_path_style or b.cdn_base_url is not null)
        and substring(lower(a.url) from '^https?://([^/]+)')
            = substring(lower(o.origin) from '^https?://([^/]+)')
$$;

comment on function pgfiles.origin_findings() is
    'The rows of files.doctor() about buckets whose files have the origin of the application''s '
    'pages.';
