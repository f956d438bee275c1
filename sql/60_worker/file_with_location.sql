create function pgfiles.file_with_location(file pgfiles.file)
    returns pgfiles.file
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_type pgfiles.entity_type;
    v_problem text;
    v_settings jsonb;
begin
    select t.* into v_type from pgfiles.entity_type t where t.name = file.entity_type;
    if not found or file.latitude is null or file.longitude is null then
        return file;
    end if;
    begin
        v_settings := pgfiles.session_settings();
        v_problem := pgfiles.locate_entity(v_type, file.entity_id, file.latitude, file.longitude);
        perform pgfiles.restore_settings(v_settings);
    exception
        when sqlstate 'PGF02' then
            insert into pgfiles.waiting_location (file_id) values (file.id) on conflict do nothing;
        -- A rule of the application's table, say a check constraint, is no fault of the file.
        when others then v_problem := sqlerrm;
    end;
    if v_problem is not null then
        file.status_detail := concat_ws('; ', file.status_detail,
            format('the location of its %s could not be set: %s', v_type.name, v_problem));
    end if;
    return file;
end
$$;

comment on function pgfiles.file_with_location(pgfiles.file) is
    'Writes the place where a photo was taken to its entity, if that has none; returns the file, '
    'whose status_detail says why that could not be.';
