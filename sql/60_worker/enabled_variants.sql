create function pgfiles.enabled_variants()
    returns table (
        name text, width integer, height integer, fit text, format text, quality integer,
        watermark text, object_name text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
    rows 5
as $$
    -- The name of the object tells all that it depends on: a variant that is changed has another
    -- key, so that caches may keep the bytes of a key for ever, and whoever has an old variant
    -- lacks the new one.
    select s.name, s.width, s.height, s.fit, s.format, s.quality, s.watermark,
        s.name || '-' || left(encode(sha256(convert_to(
            jsonb_build_array(s.width, s.height, s.fit, s.format, s.quality,
                w.image_sha256, w.position, w.opacity, w.scale)::text, 'UTF8')), 'hex'), 8)
            || '.' || pgfiles.file_extension('image/' || s.format)
    from pgfiles.variant_spec s
    left join pgfiles.watermark w on w.name = s.watermark
    where s.is_enabled
$$;

comment on function pgfiles.enabled_variants() is
    'The variants that every image should have, and the last segment of their keys.';
