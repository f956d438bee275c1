create function pgfiles.open_column_url(bucket text, key text, file_name text)
    returns text
    language plpgsql
    stable
    strict
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_prefix text :=
        case when pgfiles.is_dba() then '' else pgfiles.current_organization_id() || '/' end;
    v_scope text := pgfiles.signing_scope(bucket);
    v_window integer := greatest(1, pgfiles.setting('download_stable_for')::integer);
    v_cdn_base_url text := (
        select b.cdn_base_url
        from pgfiles.bucket b
        where b.name = open_column_url.bucket);
    v_signer pgfiles.signer;
begin
    -- Definer, because signing keys are granted to nobody. Who may see a file was decided by
    -- row-level security as the caller; what is checked here again, and by Java for every row, is
    -- the wall between organizations.
    if not starts_with(key, v_prefix) then
        perform pgfiles.raise_error('file_not_found');
    elsif v_cdn_base_url is not null then
        return v_cdn_base_url || '/' || key;
    end if;
    v_signer := pgfiles.open_signer(
        bucket, pgfiles.setting('download_expires_in')::integer, v_window);
    -- Assigned and not performed: the plan of a query shows its arguments, and with them the key,
    -- to auto_explain.
    v_scope := pgfiles.java_open_column(
        v_scope, v_prefix, v_signer.profile, v_signer.expires_in, v_signer.valid_until);
    return pgfiles.checked_java_result(pgfiles.java_column_url(v_scope, key, file_name));
end
$$;

comment on function pgfiles.open_column_url(text, text, text) is
    'Opens a bucket for the rest of the caller''s rows in Java, and signs the first; of a bucket '
    'with a CDN, gives its unsigned URL.';
