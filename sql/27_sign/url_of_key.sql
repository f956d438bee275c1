create function pgfiles.url_of_key(key text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    -- By the key whatever the statistics say.
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_id text := split_part(key, '/', -2);
    v_file_id uuid;
    v_file record;
begin
    -- As id_in_key, whose expression costs as much as the look-up.
    if v_id like '________-____-____-____-____________'
        and translate(v_id, '0123456789abcdef-', '') = '' and length(replace(v_id, '-', '')) = 32
    then
        v_file_id := v_id::uuid;
    end if;
    -- As the caller: what row-level security hides gets no URL. Of a bucket that hides EXIF from
    -- some, the view tells which copy the caller may have.
    select f.id, f.bucket, f.file_name, f.file_type, f.status, f.s3_original_key, f.checked_key,
        f.is_deleted,
        (select b.exif_policy from pgfiles.bucket b where b.name = f.bucket) as exif_policy
    into v_file
    from pgfiles.file f
    where f.id = v_file_id;
    if v_file.is_deleted then
        return null;
    elsif v_file.s3_original_key = key and v_file.status = 'ready'
        and v_file.exif_policy = 'keep' then
        return pgfiles.column_url(
            v_file.id, v_file.bucket, coalesce(v_file.checked_key, v_file.s3_original_key),
            v_file.file_name, v_file.file_type);
    elsif v_file.s3_original_key = key and v_file.status = 'ready' or pgfiles.is_dba() then
        return (pgfiles.urls_of_keys(array[key]))[1];
    end if;
    return null;
end
$$;

comment on function pgfiles.url_of_key(text) is
    'The download URL of one key, as urls_of_keys gives it, for SQL that asks row by row.';
