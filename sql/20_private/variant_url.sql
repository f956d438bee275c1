create function pgfiles.variant_url(file_id uuid, bucket text, name text, file_name text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_key text := pgfiles.variant_key(file_id, name);
begin
    return case when v_key is not null then pgfiles.sign_download(bucket, v_key, file_name) end;
end
$$;

comment on function pgfiles.variant_url(uuid, text, text, text) is 'The URL of a variant in a computed column; null if there is none.';
