create function pgfiles.describe_file(kind text, file pgfiles.file)
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'bucket', b.name,
        'key', coalesce(file.checked_key, file.s3_original_key),
        'copy_headers', case
            when kind = 'process_file' and file.checked_key is null
                and not pgfiles.is_written_once(file.bucket, file.upload_method)
            then pgfiles.stored_headers(b, file.file_type) end,
        'declared_type', file.file_type,
        'is_type_guessed', file.is_type_guessed,
        'declared_size', file.file_size,
        'max_bytes', least(b.max_bytes, file.form_max_size),
        'max_pixels', pgfiles.setting('image_max_pixels')::bigint,
        'max_image_bytes', pgfiles.setting('image_max_bytes')::integer,
        'sha256', file.sha256,
        'cache_control', b.cache_control,
        'head_bytes', (select coalesce(max(h.head_bytes), 0) from pgfiles.hooks_of(file) h),
        'is_hash_missing', kind = 'make_variants' and file.thumbhash is null
            and exists (select from pgfiles.enabled_variants()),
        'stripped_key', case
            when kind <> 'make_variants' or file.variants -> 'stripped' is null
            then pgfiles.stripped_key(
                file.s3_original_key, file.variant_folder, file.file_type, b.exif_policy) end,
        'variants', (
            select coalesce(jsonb_agg(jsonb_build_object(
                'name', v.name,
                'key', k.key,
                'width', v.width,
                'height', v.height,
                'fit', v.fit,
                'focal_x', case when v.fit = 'cover' then pgfiles.focal_step(file.focal_x) end,
                'focal_y', case when v.fit = 'cover' then pgfiles.focal_step(file.focal_y) end,
                'format', v.format,
                'quality', v.quality,
                'watermark', v.watermark) order by v.width * v.height desc), '[]')
            from pgfiles.enabled_variants() v
            cross join pgfiles.variant_key(
                file.s3_original_key, file.variant_folder,
                pgfiles.framed_name(v.object_name, v.fit, file.focal_x, file.focal_y)) k (key)
            where kind <> 'make_variants'
                or file.variants #>> array[v.name, 's3_key'] is distinct from k.key))
    from pgfiles.bucket b
    where b.name = file.bucket
$$;

comment on function pgfiles.describe_file(text, pgfiles.file) is
    'A file as a job of java_begin_batch has it: where it is, what was declared, what to make. For '
    'make_variants only the copies that it lacks.';
