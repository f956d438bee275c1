create function pgfiles.sign_multipart(
    file_id uuid,
    upload_id text,
    verb text,
    part_numbers integer[],
    expires_in integer,
    part_size bigint default null
)
    returns table (
        part_number integer, method text, url text, headers jsonb, expires_at timestamptz)
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    -- By the key whatever the statistics say, and without values in a plan that auto_explain shows.
    set enable_seqscan = off
    set jit = off
    set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
    v_file pgfiles.file;
    v_upload pgfiles.multipart_upload;
    v_signer pgfiles.signer;
    v_method text :=
        case verb
            when 'part' then 'PUT'
            when 'list' then 'GET'
            when 'abort' then 'DELETE'
            else 'POST'
        end;
    v_headers jsonb[];
    v_requests text[];
    v_urls text[];
begin
    -- Definer, because signing keys are granted to nobody. The caller is checked first: own file,
    -- still under way.
    select f.* into v_file
    from (select f.* from pgfiles.file f where f.id = sign_multipart.file_id offset 0) f
    where pgfiles.awaits_bytes(f.status, f.status_reason) and not f.is_deleted
        and f.upload_method = 'multipart'
        and f.organization_id = pgfiles.current_organization_id()
        and f.owner_id = pgfiles.current_user_id();
    if not found then
        perform pgfiles.raise_error('file_not_found',
            coalesce(sign_multipart.file_id::text, 'file_id is missing'),
            'send the file_id of create_multipart_upload, before its upload is '
                'confirmed or aborted');
    end if;
    -- Every signing is activity, and shows the upload id that S3 gave the client.
    -- How it is cut, create says once.
    insert into pgfiles.multipart_upload as m (file_id, part_size, part_count)
    select v_file.id, s.part_size, (v_file.file_size + s.part_size - 1) / s.part_size
    from pgfiles.part_size_for(v_file.file_size, sign_multipart.part_size) s (part_size)
    on conflict (file_id) do update
    set last_activity_at = clock_timestamp(),
        upload_id = coalesce(sign_multipart.upload_id, m.upload_id)
    returning m.* into v_upload;
    if verb <> 'create' then
        perform pgfiles.check_multipart_arguments(
            v_upload.upload_id, v_upload.part_size, v_upload.part_count, part_numbers);
    end if;

    v_headers := array(
        select case when verb = 'part' then jsonb_build_object('content-length', (
                case when n = v_upload.part_count
                    then v_file.file_size - v_upload.part_size * (v_upload.part_count - 1)
                    else v_upload.part_size end)::text)
            when verb = 'create' then (
                select pgfiles.stored_headers(b, v_file.file_type)
                from pgfiles.bucket b
                where b.name = v_file.bucket)
            -- A second upload of the same key could otherwise replace what the worker has checked.
            when verb = 'complete' and (
                select b.has_conditional_writes from pgfiles.bucket b where b.name = v_file.bucket)
                then '{"if-none-match": "*"}'
            else '{}' end
        from unnest(part_numbers) with ordinality p (n, item) order by item);
    v_signer := pgfiles.open_signer(v_file.bucket, expires_in);
    v_requests := array(
        select pgfiles.request_line(
            v_file.s3_original_key,
            coalesce((
                select string_agg(pgfiles.request_pair('h:' || h.key, h.value), '')
                from jsonb_each_text(p.headers) h), '')
            || case when verb = 'create' then pgfiles.request_pair('q:uploads', '')
                else pgfiles.request_pair('q:uploadId', v_upload.upload_id) end
            || case verb
                when 'part' then pgfiles.request_pair('q:partNumber', p.n::text)
                when 'list' then pgfiles.request_pair('q:max-parts', '1000')
                    || pgfiles.request_pair('q:part-number-marker', p.n::text)
                else '' end)
        from unnest(part_numbers, v_headers) with ordinality p (n, headers, item) order by item);
    v_urls := pgfiles.sign_requests(v_signer, v_method, v_requests);
    -- The length is signed, and sent by every client of its own accord; a page may not set it.
    return query
        select u.part_number, v_method, u.url, u.headers - 'content-length', v_signer.expires_at
        from unnest(part_numbers, v_urls, v_headers) u (part_number, url, headers);
end
$$;

comment on function pgfiles.sign_multipart(uuid, text, text, integer[], integer, bigint) is
    'Signs a request of a multipart upload of the caller: create, part, list, complete or abort. A '
    'part is bound to its exact size.';
