create function pgfiles.register_upload()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file_id uuid;
    v_problem pgfiles.problem;
begin
    if new.s3_original_key is null then
        perform pgfiles.raise_error('invalid_argument', 's3_original_key is missing',
            'call generate_upload_url: it makes the row, and confirm_upload finishes it');
    end if;
    -- Only a key that was issued to the caller is registered: as the caller, and for a file of his
    -- own that has no bytes yet.
    -- By the id in the key, which is unique whatever the statistics say.
    select f.id into v_file_id
    from (
        select f.id, f.s3_original_key, f.owner_id, f.entity_type, f.entity_id, f.is_deleted
        from pgfiles.file f
        where f.id = pgfiles.id_in_key(new.s3_original_key)
        offset 0
    ) f
    where f.s3_original_key = new.s3_original_key and not f.is_deleted
        and f.owner_id = pgfiles.current_user_id()
        and f.entity_type is not distinct from coalesce(new.entity_type, f.entity_type)
        and f.entity_id is not distinct from coalesce(new.entity_id, f.entity_id);
    if not found then
        perform pgfiles.raise_error('file_not_found',
            'no upload with this s3_original_key was issued to you for this entity',
            'insert what request_upload_url and get_upload_url gave you');
    end if;
    perform pgfiles.declare_file_size(v_file_id, new.file_size);
    select (m.problem).code, (m.problem).detail, (m.problem).hint
    into v_problem.code, v_problem.detail, v_problem.hint
    from pgfiles.mark_uploaded(array[v_file_id]) m;
    if v_problem.code is not null then
        perform pgfiles.raise_error(v_problem.code, v_problem.detail, v_problem.hint);
    end if;
    perform pgfiles.log_action('register_upload', array[v_file_id]);
    select f.* into new from files.files f where f.id = v_file_id;
    return new;
end
$$;

comment on function pgfiles.register_upload() is
    'What an insert into files does: it confirms the caller''s upload of that key, as polling '
    'clients expect.';
