create function pgfiles.with_exif(file pgfiles.file, exif jsonb)
    returns pgfiles.file
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    file.latitude := (exif ->> 'latitude')::double precision;
    file.longitude := (exif ->> 'longitude')::double precision;
    file.altitude := (exif ->> 'altitude')::double precision;
    file.captured_at := (exif ->> 'captured_at')::timestamptz;
    file.captured_at_local := (exif ->> 'captured_at_local')::timestamp;
    file.camera_make := exif ->> 'camera_make';
    file.camera_model := exif ->> 'camera_model';
    file.lens_model := exif ->> 'lens_model';
    file.exposure_time := (exif ->> 'exposure_time')::double precision;
    file.f_number := (exif ->> 'f_number')::double precision;
    file.iso := (exif ->> 'iso')::integer;
    file.focal_length := (exif ->> 'focal_length')::double precision;
    file.orientation := (exif ->> 'orientation')::smallint;
    file.exif := exif -> 'raw';
    return file;
end
$$;

comment on function pgfiles.with_exif(pgfiles.file, jsonb) is
    'The row of a file with the EXIF that Java read.';
