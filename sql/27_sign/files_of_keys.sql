create function pgfiles.files_of_keys(keys text[])
    returns table (item bigint, file_id uuid)
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_is_dba boolean := pgfiles.is_dba();
    v_organization_id text := pgfiles.current_organization_id();
begin
    -- Definer, because row-level security would bring in the organization's index, and read all of
    -- it. It finds files of the caller's organization only and tells no more than ids: which of
    -- them he may see is the view's to decide.
    return query
        select k.item, f.id
        from unnest(keys) with ordinality k (key, item)
        cross join lateral (
            select f.id, f.organization_id, f.status, f.is_deleted
            from pgfiles.file f
            where f.s3_original_key = k.key
            offset 0
        ) f
        where f.status = 'ready' and not f.is_deleted
            and (v_is_dba or f.organization_id = v_organization_id);
end
$$;

comment on function pgfiles.files_of_keys(text[]) is
    'The ready files of the caller''s organization with these S3 keys; item counts the keys.';
