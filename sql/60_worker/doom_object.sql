create function pgfiles.doom_object(file pgfiles.file, key text, cause text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Whoever has a URL can write it anew as long as that lives; what he has begun by then may take
    -- another day.
    insert into pgfiles.doomed_object
        (bucket, s3_key, file_id, organization_id, bytes, cause, delete_at)
    values (
        file.bucket, key, file.id, file.organization_id, coalesce(file.file_size, 0), cause,
        now() + interval '1 day' + make_interval(secs => greatest(
            pgfiles.setting('upload_expires_in_max')::integer,
            pgfiles.setting('part_expires_in_max')::integer)))
    on conflict do nothing;
end
$$;

comment on function pgfiles.doom_object(pgfiles.file, text, text) is
    'Writes down that an object of a file is needed no more, to be deleted once no URL writes to '
    'it.';
