create function pgfiles.describe_watermarks()
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_object_agg(w.name, jsonb_build_object(
        'image', encode(w.image, 'base64'),
        'position', w.position,
        'opacity', w.opacity,
        'scale', w.scale)), '{}')
    from pgfiles.watermark w
    where exists (select from pgfiles.variant_spec s where s.is_enabled and s.watermark = w.name)
$$;

comment on function pgfiles.describe_watermarks() is
    'The watermarks of enabled variants as java_begin_batch takes them, by name.';
