create function pgfiles.doom_file(file pgfiles.file, cause text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
declare
    v_delete_at timestamptz :=
        pgfiles.deletion_time(file, file.status not in ('pending', 'rejected'));
begin
    perform pgfiles.doom_objects(file, pgfiles.object_keys(file), doom_file.cause, v_delete_at);
    -- What the client has uploaded in parts, and not put together, costs as much as an object. It
    -- may have begun more often than it has told.
    insert into pgfiles.doomed_object
        (bucket, s3_key, upload_id, file_id, organization_id, cause, delete_at)
    select file.bucket, file.s3_original_key, u.upload_id, file.id, file.organization_id,
        doom_file.cause, v_delete_at
    from (
        select m.upload_id
        from pgfiles.multipart_upload m
        where m.file_id = doom_file.file.id
        offset 0) m
    cross join lateral (values (m.upload_id), ('*')) u (upload_id)
    where u.upload_id is not null
    on conflict do nothing;
end
$$;

comment on function pgfiles.doom_file(pgfiles.file, text) is
    'Writes down that nothing of a file is needed any more: its objects, and an upload in parts '
    'that was begun.';
