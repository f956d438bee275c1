create function pgfiles.urls_of_keys(keys text[])
    returns text[]
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    c_no_file constant uuid := uuid '00000000-0000-0000-0000-000000000000';
    v_is_dba boolean := pgfiles.is_dba();
begin
    return array(
        with found as materialized (
            -- The view tells which of them, and which copy, the caller may have.
            select distinct on (o.item)
                o.item,
                pgfiles.column_url(v.id, v.bucket, v.download_key, v.file_name, v.file_type) as url
            from pgfiles.files_of_keys(keys) o
            cross join lateral (
                select v.* from files.files v where v.id = o.file_id offset 0
            ) v
            order by o.item
        )
        select coalesce(f.url, (
            select pgfiles.column_url(
                c_no_file, b.name, k.key, regexp_replace(k.key, '^.*/', ''), null)
            from pgfiles.bucket b
            where v_is_dba and f.item is null and b.is_default))
        from unnest(keys) with ordinality k (key, item)
        left join found f on f.item = k.item
        order by k.item);
end
$$;

comment on function pgfiles.urls_of_keys(text[]) is
    'The download URLs of keys, in order, null for one of no file that the caller may see; for a '
    'DBA of any key of the default bucket.';
