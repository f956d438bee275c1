create function pgfiles.create_file(
    entity_type text,
    entity_id text,
    file_name text,
    file_type text,
    file_size bigint,
    sha256 text default null,
    upload_method text default 'put',
    use_location boolean default false
)
    returns uuid
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file_id uuid := pgfiles.uuid_v7();
begin
    perform pgfiles.check_entity_for_upload(entity_type, entity_id);
    if use_location then
        perform pgfiles.check_location_right(entity_type, entity_id);
    end if;
    -- As the caller: the policy file_insert_by_entity_access decides again, and a trigger checks
    -- type and size.
    insert into pgfiles.file
        (id, entity_type, entity_id, file_name, file_type, file_size, sha256, upload_method,
        use_location)
    values (v_file_id, create_file.entity_type, create_file.entity_id,
        create_file.file_name, create_file.file_type,
        create_file.file_size, lower(create_file.sha256), create_file.upload_method,
        coalesce(create_file.use_location and create_file.entity_type is not null, false));
    return v_file_id;
end
$$;

comment on function pgfiles.create_file(text, text, text, text, bigint, text, text, boolean) is
    'A new file in status pending, as the caller, or a clear error.';
