create function pgfiles.finish_exif(file_id uuid, result jsonb)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file pgfiles.file;
begin
    select f.* into v_file
    from pgfiles.file f
    where f.id = finish_exif.file_id
    for no key update;
    if found then
        perform pgfiles.save_findings(pgfiles.with_exif(v_file, result -> 'exif'));
    end if;
end
$$;

comment on function pgfiles.finish_exif(uuid, jsonb) is
    'Writes the EXIF that was read again into a file''s row: the outcome of read_exif.';
