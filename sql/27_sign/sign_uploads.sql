create function pgfiles.sign_uploads(file_ids uuid[], expires_in integer)
    returns table (file_id uuid, url text, headers jsonb, expires_at timestamptz)
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
    -- By the key whatever the statistics say, and without values in a plan that auto_explain shows.
    -- Planning anew for every value would also cost as much as signing.
    set enable_seqscan = off
    set jit = off
    set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
    v_organization_id text := pgfiles.current_organization_id();
    v_user_id text := pgfiles.current_user_id();
    v_bucket text;
    v_file_ids uuid[];
    v_headers jsonb[];
    v_keys text[];
    v_signer pgfiles.signer;
    v_requests text[];
    v_urls text[];
begin
    -- Definer, because signing keys are granted to nobody. The caller is checked first: own files
    -- without bytes, no others.
    for v_bucket, v_file_ids, v_headers, v_keys in
        select f.bucket, array_agg(f.id),
            array_agg(jsonb_strip_nulls(jsonb_build_object(
                'content-length', f.file_size::text,
                -- Polling clients are told a URL and no headers.
                'if-none-match',
                    case when b.has_conditional_writes and f.upload_method = 'put' then '*' end,
                'x-amz-checksum-sha256', encode(decode(f.sha256, 'hex'), 'base64')))
                || pgfiles.stored_headers(b, f.file_type)),
            array_agg(f.s3_original_key)
        from unnest(file_ids) i (id)
        cross join lateral (
            select f.id, f.organization_id, f.owner_id, f.status, f.upload_method, f.bucket,
                f.file_type, f.file_size, f.sha256, f.s3_original_key, f.is_deleted
            from pgfiles.file f
            where f.id = i.id
            offset 0
        ) f
        join pgfiles.bucket b on b.name = f.bucket
        where f.status = 'pending' and not f.is_deleted
            and f.upload_method in ('put', 'unsized_put')
            and f.organization_id = v_organization_id
            and f.owner_id = v_user_id
        group by f.bucket
    loop
        v_signer := pgfiles.open_signer(v_bucket, expires_in);
        v_requests := array(
            select pgfiles.request_line(k.key, (
                select string_agg(pgfiles.request_pair('h:' || h.key, h.value), '')
                from jsonb_each_text(k.headers) h))
            from unnest(v_keys, v_headers) with ordinality k (key, headers, item)
            order by k.item);
        v_urls := pgfiles.sign_requests(v_signer, 'PUT', v_requests);
        -- The length is signed, and sent by every client of its own accord; a page may not set it.
        return query
            select u.file_id, u.url, u.headers - 'content-length', v_signer.expires_at
            from unnest(v_file_ids, v_urls, v_headers) u (file_id, url, headers);
    end loop;
end
$$;

comment on function pgfiles.sign_uploads(uuid[], integer) is
    'Signs the PUTs of pending files of the caller: exact size and type, no overwriting, SHA-256 '
    'where declared.';
