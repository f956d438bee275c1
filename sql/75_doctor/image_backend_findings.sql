create function pgfiles.image_backend_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    -- In the worker's JVM, which is another; but of the same server, with the same libraries.
    with backend as (
        select b.name, b.is_available, b.detail, b.reads, b.writes
        from jsonb_to_recordset(pgfiles.checked_java_result(
            pgfiles.java_image_backends(pgfiles.setting('image_backend')))::jsonb)
            as b (name text, is_available boolean, detail text, reads text[], writes text[]))
    select 'image back end ' || b.name, b.is_available,
        concat_ws('; ', b.detail,
            'reads ' || nullif(replace(array_to_string(b.reads, ', '), 'image/', ''), ''),
            'writes ' || nullif(replace(array_to_string(b.writes, ', '), 'image/', ''), '')),
        case b.name
            when 'turbojpeg' then 'apt-get install libturbojpeg0, or ' when 'vips' then 'apt-get '
                'install libvips42, or ' else '' end
            || 'choose others in the setting image_backend: jdk, turbojpeg, vips'
    from backend b
    union all
    select 'format of variant ' || s.name, false, s.format || ' cannot be written: jpeg is instead',
        'choose a back end that can, in the setting image_backend'
    from pgfiles.variant_spec s
    where s.is_enabled and 'image/' || s.format <> all (
        select unnest(b.writes) from backend b)
$$;

comment on function pgfiles.image_backend_findings() is
    'The rows of files.doctor() about what reads and writes images.';
