create function pgfiles.java_heap_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select 'heap of Java', i.max_bytes <= pgfiles.java_room(),
        format('images may have %s, files.parse_exif has room for %s', pg_size_pretty(i.max_bytes),
            pg_size_pretty(pgfiles.java_room())),
        'set -Xmx in pgfiles.conf to three times image_max_bytes, or make that smaller'
    from (select pgfiles.setting('image_max_bytes')::bigint) i (max_bytes)
$$;

comment on function pgfiles.java_heap_findings() is
    'The row of files.doctor() about the size of Java''s heap.';
