create function pgfiles.sign_upload(file_id uuid, expires_in integer)
    returns files.signed_request
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file pgfiles.file;
    v_headers jsonb;
    v_signed_at timestamptz := clock_timestamp();
    v_url text;
begin
    -- Definer, because the signing key is granted to nobody. The caller is checked first: own file, still without bytes.
    select f.* into v_file
    from pgfiles.file f
    where f.id = sign_upload.file_id
        and f.status = 'pending'
        and f.organization_id = pgfiles.current_organization_id()
        and f.owner_id = pgfiles.current_user_id();
    if not found then
        perform pgfiles.raise_error('file_not_found', sign_upload.file_id::text, 'ask for an upload URL of your own');
    end if;
    v_headers := jsonb_strip_nulls(jsonb_build_object(
        'content-type', v_file.file_type,
        'content-length', v_file.file_size::text,
        'if-none-match', (select '*' from pgfiles.bucket b where b.name = v_file.bucket and b.has_conditional_writes),
        'x-amz-checksum-sha256', encode(decode(v_file.sha256, 'hex'), 'base64')));
    v_url := pgfiles.checked_java_result(pgfiles.java_presign(
        pgfiles.signing_profile(v_file.bucket, v_signed_at),
        concat_ws(E'\t', 'PUT', expires_in, v_file.s3_original_key,
            (select string_agg('h:' || h.key || E'\t' || pgfiles.escape_field(h.value), E'\t')
             from jsonb_each_text(v_headers) h))));
    return (v_file.id, 'PUT', v_url, v_headers, null::jsonb,
        date_trunc('second', v_signed_at) + make_interval(secs => expires_in))::files.signed_request;
end
$$;

comment on function pgfiles.sign_upload(uuid, integer) is
    'Signs the PUT of a pending file of the caller: exact size and type, no overwriting, SHA-256 where declared.';
