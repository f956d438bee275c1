create function pgfiles.with_exif(file pgfiles.file, exif jsonb)
    returns pgfiles.file
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    -- Through files.exif, so that what is not there is null and not what was there before. Where
    -- the moment of capture belongs, a trigger decides.
    select r.*
    from jsonb_populate_record(file,
        to_jsonb(jsonb_populate_record(null::files.exif, coalesce(exif, '{}')))
            || jsonb_build_object('exif', exif -> 'raw', 'hidden_captured_at', null)) r
$$;

comment on function pgfiles.with_exif(pgfiles.file, jsonb) is
    'The row of a file with the EXIF that Java read: each field of files.exif in the column of its '
    'name.';
