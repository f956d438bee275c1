create function pgfiles.finish_job(result jsonb)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_job_id bigint := (result ->> 'job_id')::bigint;
    v_file_id uuid;
begin
    if result ->> 'outcome' = 'retry' then
        perform pgfiles.retry_job_later(v_job_id, result ->> 'reason', result ->> 'detail');
        return;
    end if;

    -- Gone if the file was deleted meanwhile.
    delete from pgfiles.job j where j.id = v_job_id returning j.file_id into v_file_id;

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
    where f.id = v_file_id and f.status in ('uploaded', 'processing');
exception
    -- A result that cannot be written, for example EXIF text that the database refuses, must not
    -- stop the worker or the rest of the batch: the job comes back, and is buried after its last
    -- attempt.
    when others then
        perform pgfiles.retry_job_later(v_job_id, 'result_not_written', sqlstate);
end
$$;

comment on function pgfiles.finish_job(jsonb) is
    'Writes one result of java_run_batch to the file, its variants and the queue.';
