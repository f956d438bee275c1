create function pgfiles.read_exif(image bytea)
    returns jsonb
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Definer, so that a caller needs no right to PL/Java's own tables, which it reads when it
    -- loads the class. There is nothing to check: it looks at its argument and at nothing else.
    if octet_length(image) > pgfiles.java_room() then
        perform pgfiles.raise_error('too_large',
            format('at most %s bytes, got %s', pgfiles.java_room(), octet_length(image)),
            'send the beginning of the file: EXIF is in its first 64 KiB, as a rule');
    end if;
    return pgfiles.checked_java_result(pgfiles.java_parse_exif(image))::jsonb;
end
$$;

comment on function pgfiles.read_exif(bytea) is
    'The EXIF of an image as JSON, or an error if it is none.';
