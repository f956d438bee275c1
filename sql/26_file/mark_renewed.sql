create function pgfiles.mark_renewed(file_id uuid, file_size bigint, sha256 text)
    returns uuid
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_old pgfiles.file;
    v_size bigint;
    v_problem pgfiles.problem;
begin
    -- Definer, because clients must not set a status or a key. The caller is checked first: own
    -- file, that nobody is looking at or has taken. One in quarantine is kept for who put it there,
    -- and what is under a legal hold as it is.
    select f.* into v_old
    from (
        select f.organization_id, f.owner_id, f.is_deleted
        from pgfiles.file f
        where f.id = mark_renewed.file_id
        offset 0
    ) o
    cross join lateral (
        select f.* from pgfiles.file f where f.id = mark_renewed.file_id offset 0 for no key update
    ) f
    where o.organization_id = pgfiles.current_organization_id()
        and o.owner_id = pgfiles.current_user_id()
        and not o.is_deleted;
    if not found or v_old.status not in ('pending', 'rejected')
        or v_old.status_reason = 'quarantined' or v_old.is_held then
        return null;
    end if;

    -- Of a file without a declared size it would be that of what was refused.
    v_size := coalesce(mark_renewed.file_size,
        case when v_old.upload_method in ('put', 'multipart') then v_old.file_size end);
    v_problem := pgfiles.size_problem(
        v_size, (select b.max_bytes from pgfiles.bucket b where b.name = v_old.bucket), 'put');
    if v_problem.code is not null then
        perform pgfiles.raise_error(v_problem.code, v_problem.detail, v_problem.hint);
    elsif lower(mark_renewed.sha256) !~ '^[0-9a-f]{64}$' then
        perform pgfiles.raise_error('invalid_argument', 'sha256 must be 64 lower-case hex digits',
            'leave it out, or send the digest in hex');
    end if;

    -- Keys are never used again: what is at the old one, or comes there late, is nobody's.
    perform pgfiles.doom_file(v_old, 'renewed');
    delete from pgfiles.multipart_upload m where m.file_id = mark_renewed.file_id;
    update pgfiles.file f
    set status = 'pending', status_reason = null, status_detail = null,
        upload_method = 'put', file_size = v_size, form_max_size = null,
        sha256 = lower(mark_renewed.sha256), etag = null, store_version_id = null,
        s3_original_key = regexp_replace(
            v_old.s3_original_key, '[^/]*$', 'original-' || left(gen_random_uuid()::text, 8)
                || '.' || pgfiles.file_extension(v_old.file_type)),
        checked_key = null, variants = null, uploaded_at = null, processed_at = null,
        renewed_at = clock_timestamp()
    where f.id = any (array[mark_renewed.file_id]);
    return mark_renewed.file_id;
end
$$;

comment on function pgfiles.mark_renewed(uuid, bigint, text) is
    'Sets a pending or rejected file of the caller to pending, under a new key, and dooms what is '
    'under the old one. Null if he has no such.';
