create function pgfiles.finish_file(file_id uuid, result jsonb)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file pgfiles.file;
    v_verdict pgfiles.verdict;
begin
    select f.* into v_file
    from pgfiles.file f
    where f.id = finish_file.file_id
    for no key update;
    if not found or v_file.status not in ('uploaded', 'processing') then
        return;
    end if;

    v_file := pgfiles.with_exif(v_file, result -> 'exif');
    v_file.status := result ->> 'outcome';
    v_file.status_reason := result ->> 'reason';
    v_file.status_detail := nullif(result ->> 'detail', '');
    v_file.file_size := coalesce(v_file.file_size, (result ->> 'file_size')::bigint);
    v_file.sha256 := coalesce(v_file.sha256, result ->> 'sha256');
    v_file.etag := nullif(result ->> 'etag', '');
    v_file.store_version_id := result ->> 'store_version_id';
    v_file.width := (result ->> 'width')::integer;
    v_file.height := (result ->> 'height')::integer;
    v_file.perceptual_hash := (result ->> 'perceptual_hash')::bigint;
    v_file.variants := pgfiles.variants_found(result);
    v_file.processed_at := clock_timestamp();

    if v_file.status = 'ready' then
        v_verdict := pgfiles.ask_hooks(v_file, decode(result ->> 'head', 'base64'));
        v_file.labels := v_verdict.labels;
        if v_verdict.action <> 'accept' then
            v_file.status := 'rejected';
            v_file.status_reason :=
                case v_verdict.action when 'reject' then 'refused_by_hook' else 'quarantined' end;
            v_file.status_detail := v_verdict.reason;
        end if;
    end if;

    update pgfiles.file f
    set status = v_file.status,
        status_reason = v_file.status_reason,
        status_detail = v_file.status_detail,
        file_size = v_file.file_size,
        sha256 = v_file.sha256,
        etag = v_file.etag,
        store_version_id = v_file.store_version_id,
        width = v_file.width,
        height = v_file.height,
        latitude = v_file.latitude,
        longitude = v_file.longitude,
        altitude = v_file.altitude,
        captured_at = v_file.captured_at,
        captured_at_local = v_file.captured_at_local,
        camera_make = v_file.camera_make,
        camera_model = v_file.camera_model,
        lens_model = v_file.lens_model,
        exposure_time = v_file.exposure_time,
        f_number = v_file.f_number,
        iso = v_file.iso,
        focal_length = v_file.focal_length,
        orientation = v_file.orientation,
        exif = v_file.exif,
        perceptual_hash = v_file.perceptual_hash,
        labels = v_file.labels,
        variants = v_file.variants,
        processed_at = v_file.processed_at
    where f.id = v_file.id;
end
$$;

comment on function pgfiles.finish_file(uuid, jsonb) is
    'Writes what java_run_batch found out about a file, and what the hooks say about it, into its '
    'row: the outcome of process_file.';
