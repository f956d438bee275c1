create function pgfiles.sign_download(bucket text, key text, expires_in integer, disposition text, file_name text)
    returns text
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Definer, because the signing key is granted to nobody. Who may see the file was decided by row-level security as the
    -- caller; what is checked here again is the wall between tenants, which is the key's first segment.
    if not starts_with(key, pgfiles.current_organization_id() || '/') and not pgfiles.is_dba() then
        perform pgfiles.raise_error('file_not_found');
    end if;
    return pgfiles.checked_java_result(pgfiles.java_presign(
        pgfiles.signing_profile(bucket, clock_timestamp()),
        concat_ws(E'\t', 'GET', expires_in, pgfiles.escape_field(key), disposition, pgfiles.escape_field(file_name))));
end
$$;

comment on function pgfiles.sign_download(text, text, integer, text, text) is
    'Signs the GET of a key in the caller''s organization; disposition inline or download, with the file''s name.';
