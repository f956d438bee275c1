create function pgfiles.open_column_url(
    file_id uuid, bucket text, key text, file_name text, served_type text
)
    returns text
    language plpgsql
    stable
    strict
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_scope text := pgfiles.signing_scope(bucket);
    v_organization_id text := pgfiles.current_organization_id();
    v_prefix text := v_organization_id || '/';
    v_cdn_base_url text;
    v_expires_in integer;
    v_signer pgfiles.signer;
    v_url text;
begin
    -- Definer, because signing keys are granted to nobody. Who may see a file was decided by
    -- row-level security as the caller; what is checked here again is the wall between
    -- organizations. It is the file's row that is asked, unless its key says as much: a key begins
    -- with the name that its organization had when it was made. That says nothing if a file with
    -- such a key belongs to another one by now, of which indexes have a list; normally none.
    if pgfiles.is_dba() then
        v_prefix := '';
    elsif exists (
        select
        from pgfiles.file f
        where split_part(f.s3_original_key, '/', 1) collate "C" = v_organization_id
            and split_part(f.s3_original_key, '/', 1) collate "C" <> f.organization_id)
        or exists (
            select
            from pgfiles.file f
            where split_part(f.variant_folder, '/', 1) collate "C" = v_organization_id
                and split_part(f.variant_folder, '/', 1) collate "C" <> f.organization_id) then
        v_prefix := null;
    end if;
    if starts_with(key, v_prefix) is not true and not exists (
        select
        from (
            select f.organization_id, f.bucket, f.s3_original_key, f.checked_key, f.variants
            from pgfiles.file f
            where f.id = open_column_url.file_id
            offset 0
        ) f
        where f.organization_id = v_organization_id
            and f.bucket = open_column_url.bucket
            and (coalesce(f.checked_key, f.s3_original_key) = open_column_url.key
                or exists (
                    select
                    from jsonb_each(f.variants) v (name, variant)
                    where v.variant ->> 's3_key' = open_column_url.key))) then
        return null;
    end if;
    v_url := pgfiles.java_row_url(v_scope, key, file_name, served_type);
    if v_url is null then
        v_cdn_base_url := (
            select b.cdn_base_url
            from pgfiles.bucket b
            where b.name = open_column_url.bucket);
        if v_cdn_base_url is not null then
            return v_cdn_base_url || '/' || key;
        end if;
        v_expires_in := pgfiles.setting('download_expires_in')::integer;
        -- Twice, if a window ends between the opening and the signing.
        for v_try in 1 .. 2 loop
            v_signer := pgfiles.open_signer(
                bucket, v_expires_in,
                greatest(1, least(pgfiles.setting('download_stable_for')::integer,
                    pgfiles.setting('download_expires_in_max')::integer - v_expires_in)));
            -- From here on Java tells such keys by their beginning, and does without this function.
            -- Assigned and not performed: the plan of a query shows its arguments, and with them
            -- the key, to auto_explain.
            v_scope := pgfiles.java_open_column(
                v_scope, v_prefix, v_signer.profile, v_signer.expires_in, v_signer.valid_until);
            v_url := pgfiles.java_row_url(v_scope, key, file_name, served_type);
            exit when v_url is not null;
        end loop;
    end if;
    return pgfiles.checked_java_result(v_url);
end
$$;

comment on function pgfiles.open_column_url(uuid, text, text, text, text) is
    'Opens a bucket for the rest of the caller''s rows in Java, and signs one; of a bucket with a '
    'CDN, gives its unsigned URL. Null for a key that is no file''s of the caller''s organization.';
