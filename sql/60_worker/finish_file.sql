create function pgfiles.finish_file(file_id uuid, result jsonb)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file pgfiles.file;
    v_verdict pgfiles.verdict;
    v_was_guessed boolean;
    v_old pgfiles.file;
begin
    select f.* into v_file
    from pgfiles.file f
    where f.id = finish_file.file_id
    for no key update;
    if not found or v_file.status not in ('uploaded', 'processing') then
        return;
    end if;

    v_old := v_file;
    v_was_guessed := v_file.is_type_guessed;
    v_file := pgfiles.with_exif(v_file, result -> 'exif');
    v_file.status := result ->> 'outcome';
    v_file.status_reason := result ->> 'reason';
    v_file.status_detail := nullif(result ->> 'detail', '');
    v_file.file_size := coalesce(v_file.file_size, (result ->> 'file_size')::bigint);
    v_file.sha256 := coalesce(v_file.sha256, result ->> 'sha256');
    v_file.etag := nullif(result ->> 'etag', '');
    v_file.store_version_id := result ->> 'store_version_id';
    v_file.checked_key := coalesce(result ->> 'checked_key', v_file.checked_key);
    v_file.width := (result ->> 'width')::integer;
    v_file.height := (result ->> 'height')::integer;
    v_file.duration := (result ->> 'duration')::double precision;
    v_file.perceptual_hash := (result ->> 'perceptual_hash')::bigint;
    v_file.thumbhash := decode(result ->> 'thumbhash', 'base64');
    v_file.variants := pgfiles.variants_found(result);
    v_file.processed_at := clock_timestamp();

    if v_file.status = 'ready' and v_was_guessed then
        v_file := pgfiles.with_type(v_file, result ->> 'file_type');
    end if;
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

    perform pgfiles.save_findings(v_file);
    if v_file.checked_key is not null then
        perform pgfiles.doom_objects(v_file, array[v_file.s3_original_key], 'copied',
            pgfiles.deletion_time(v_file, false));
    end if;
    perform pgfiles.supersede_objects(v_old, v_file);
    -- Whether it can be stripped was not known before; and the focal point may have moved since.
    if v_file.status = 'ready' and (
        v_file.focal_x is not null
        or v_was_guessed and v_file.variants -> 'stripped' is null
            and pgfiles.stripped_key(
                v_file.s3_original_key, v_file.variant_folder, v_file.file_type,
                (select b.exif_policy from pgfiles.bucket b where b.name = v_file.bucket))
                is not null) then
        perform pgfiles.enqueue_jobs('make_variants', array[finish_file.file_id], 100::smallint);
    end if;
end
$$;

comment on function pgfiles.finish_file(uuid, jsonb) is
    'Writes what java_await_batch found out about a file, and what the hooks say about it, into '
    'its row: the outcome of process_file.';
