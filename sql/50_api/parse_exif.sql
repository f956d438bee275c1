-- The argument has no name, so that PostgREST takes the body of the request for it.
create function files.parse_exif(bytea)
    returns files.exif
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_size bigint := octet_length($1);
    v_max bigint := pgfiles.setting('image_max_bytes')::bigint;
begin
    if coalesce(v_size, 0) = 0 then
        perform pgfiles.raise_error('invalid_argument', 'the body is empty',
            'send the bytes of the image, with content type application/octet-stream');
    elsif v_size > v_max then
        perform pgfiles.raise_error('too_large',
            format('at most %s bytes, got %s', v_max, v_size),
            'send the beginning of the file: EXIF is in its first 64 KiB, as a rule');
    end if;
    perform pgfiles.admit_call();
    perform pgfiles.record_call('parse_exif', '{}');
    return jsonb_populate_record(null::files.exif, pgfiles.read_exif($1));
end
$$;

comment on function files.parse_exif(bytea) is
$$Reads the EXIF of an image that is sent along

The body of the request is the image, with content type application/octet-stream: JPEG, PNG, WebP,
TIFF, HEIC or AVIF, at most 50 MiB, or only its beginning. Nothing is stored. Everything is null
where the image has no EXIF.

Errors: 22023 no body, PT413 too large, PT415 no image, PT429 too many calls.$$;
