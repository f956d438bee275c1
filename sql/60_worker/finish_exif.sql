create function pgfiles.finish_exif(file_id uuid, result jsonb)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    update pgfiles.file f
    set latitude = e.latitude,
        longitude = e.longitude,
        altitude = e.altitude,
        captured_at = e.captured_at,
        captured_at_local = e.captured_at_local,
        camera_make = e.camera_make,
        camera_model = e.camera_model,
        lens_model = e.lens_model,
        exposure_time = e.exposure_time,
        f_number = e.f_number,
        iso = e.iso,
        focal_length = e.focal_length,
        orientation = e.orientation,
        exif = e.exif
    from pgfiles.file old, pgfiles.with_exif(old, result -> 'exif') e
    where f.id = finish_exif.file_id and old.id = f.id;
end
$$;

comment on function pgfiles.finish_exif(uuid, jsonb) is
    'Writes the EXIF that was read again into a file''s row: the outcome of read_exif.';
