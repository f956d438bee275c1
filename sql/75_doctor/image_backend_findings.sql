create function pgfiles.image_backend_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    -- By the session's own JVM, which is started like the worker's, on the same server, with the
    -- same libraries.
    with answer as (
        select pgfiles.checked_java_result(pgfiles.java_image_backends(
            pgfiles.setting('image_backend'), pgfiles.setting('image_process')))::jsonb as found
    ), backend as (
        select b.name, b.is_available, b.detail, b.reads, b.writes
        from answer a
        cross join jsonb_to_recordset(a.found -> 'backends')
            as b (name text, is_available boolean, detail text, reads text[], writes text[])
    )
    select 'image process', a.found ->> 'problem' = '',
        coalesce(nullif(a.found ->> 'problem', '') || ': the JDK does all images',
            'is started when there is something to do'),
        'have the java of the JDK that runs in the server, and prlimit, choom and setpriv, which '
        'the package util-linux has; or set image_backend to jdk, or image_process to server'
    from answer a
    where pgfiles.setting('image_process') = 'child'
        and pgfiles.setting('image_backend') ~ 'turbojpeg|vips'
    union all
    select 'image back end ' || b.name, b.is_available,
        concat_ws('; ', b.detail,
            'reads ' || nullif(replace(array_to_string(b.reads, ', '), 'image/', ''), ''),
            'writes ' || nullif(replace(array_to_string(b.writes, ', '), 'image/', ''), '')),
        case
            when b.detail like 'access denied%' then 'append pgfiles-native.policy to '
                'pgfiles-local.policy and connect anew, or set image_process to child, or '
            when b.name = 'turbojpeg' then 'apt-get install libturbojpeg0, or '
            when b.name = 'vips' then 'apt-get install libvips42, or '
            else '' end
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
    'The rows of files.doctor() about what reads and writes images, and where.';
