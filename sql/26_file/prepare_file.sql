create function pgfiles.prepare_file()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_bucket pgfiles.bucket;
begin
    -- A row that has its key already comes out of a dump.
    if new.s3_original_key is not null then
        return new;
    end if;
    if new.owner_id is null then
        perform pgfiles.raise_error('not_signed_in',
            'the token has neither user.user_id nor sub', 'sign in');
    end if;
    new.file_name := pgfiles.checked_file_name(new.file_name);
    new.file_type := pgfiles.checked_file_type(new.file_type);

    select b.* into v_bucket
    from pgfiles.bucket b
    where b.name = coalesce(new.bucket, pgfiles.bucket_for(new.organization_id, new.entity_type));
    if not found then
        perform pgfiles.raise_error('bucket_missing', 'no bucket has is_default',
            'insert a row into pgfiles.bucket');
    end if;
    new.bucket := v_bucket.name;

    perform pgfiles.check_file_size(new.file_size, v_bucket.max_bytes, new.upload_method);
    perform pgfiles.check_type_is_allowed(new.file_type, v_bucket.allowed_types);
    if new.sha256 is not null and new.sha256 !~ '^[0-9a-f]{64}$' then
        perform pgfiles.raise_error('invalid_argument', 'sha256 must be 64 lower-case hex digits',
            'leave it out, or send the digest in hex');
    end if;
    if new.file_size is null then
        new.form_max_size := v_bucket.max_bytes;
    end if;
    new.s3_original_key := pgfiles.original_key(
        new.organization_id, new.entity_type, new.entity_id, new.id, new.file_type);
    new.uploader_id := (
        select u.id
        from pgfiles.app_user u
        where u.organization_id = new.organization_id and u.user_id = new.owner_id);
    return new;
end
$$;

comment on function pgfiles.prepare_file() is
    'Checks a new file against its bucket''s limits and gives it its place: bucket and key.';
