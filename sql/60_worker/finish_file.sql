create function pgfiles.finish_file(file_id uuid, result jsonb)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    update pgfiles.file f
    set status = result ->> 'outcome',
        status_reason = result ->> 'reason',
        status_detail = nullif(result ->> 'detail', ''),
        file_size = coalesce(f.file_size, (result ->> 'file_size')::bigint),
        sha256 = coalesce(f.sha256, result ->> 'sha256'),
        width = (result ->> 'width')::integer,
        height = (result ->> 'height')::integer,
        latitude = e.latitude,
        longitude = e.longitude,
        altitude = e.altitude,
        captured_at = e.captured_at,
        captured_at_local = e.captured_at_local,
        camera_make = e.camera_make,
        camera_model = e.camera_model,
        lens_model = e.lens_model,
        orientation = e.orientation,
        exif = e.raw,
        variants = (
            select jsonb_object_agg(v ->> 'name', jsonb_build_object(
                's3_key', v ->> 'key', 'file_type', v ->> 'file_type',
                'file_size', v -> 'file_size',
                'width', v -> 'width', 'height', v -> 'height'))
            from jsonb_array_elements(result -> 'variants') v),
        processed_at = clock_timestamp()
    from jsonb_to_record(coalesce(nullif(result -> 'exif', 'null'), '{}')) as e (
        latitude double precision, longitude double precision, altitude double precision,
        captured_at timestamptz,
        captured_at_local timestamp, camera_make text, camera_model text,
        lens_model text, orientation smallint, raw jsonb)
    where f.id = finish_file.file_id and f.status in ('uploaded', 'processing')
$$;

comment on function pgfiles.finish_file(uuid, jsonb) is
    'Writes what java_run_batch found out about a file into its row: the outcome of process_file.';
