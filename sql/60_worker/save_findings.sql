create function pgfiles.save_findings(file pgfiles.file)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    update pgfiles.file f
    set status = file.status,
        status_reason = file.status_reason,
        status_detail = file.status_detail,
        file_type = file.file_type,
        is_type_guessed = file.is_type_guessed,
        file_size = file.file_size,
        sha256 = file.sha256,
        etag = file.etag,
        store_version_id = file.store_version_id,
        checked_key = file.checked_key,
        width = file.width,
        height = file.height,
        duration = file.duration,
        latitude = file.latitude,
        longitude = file.longitude,
        altitude = file.altitude,
        captured_at = file.captured_at,
        hidden_captured_at = file.hidden_captured_at,
        captured_at_local = file.captured_at_local,
        camera_make = file.camera_make,
        camera_model = file.camera_model,
        lens_model = file.lens_model,
        exposure_time = file.exposure_time,
        f_number = file.f_number,
        iso = file.iso,
        focal_length = file.focal_length,
        orientation = file.orientation,
        exif = file.exif,
        perceptual_hash = file.perceptual_hash,
        thumbhash = file.thumbhash,
        labels = file.labels,
        variants = file.variants,
        processed_at = file.processed_at
    where f.id = file.id;
end
$$;

comment on function pgfiles.save_findings(pgfiles.file) is
    'Writes what workers find out about a file into its row: the one list of these columns.';
