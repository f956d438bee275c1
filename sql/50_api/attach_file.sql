create function files.attach_file(
    file_id uuid default null,
    entity_type text default null,
    entity_id text default null
)
    returns files.files
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file files.files;
    v_bucket pgfiles.bucket;
begin
    select f.* into v_file
    from files.files f
    where f.id = attach_file.file_id and f.owner_id = pgfiles.current_user_id();
    if not found then
        perform pgfiles.raise_error('file_not_found', coalesce(file_id::text, 'file_id is missing'),
            'send the file_id of an upload of yours');
    elsif entity_type is null then
        perform pgfiles.raise_error('invalid_argument', 'entity_type is missing',
            'send entity_type and entity_id');
    elsif (v_file.entity_type, v_file.entity_id) = (attach_file.entity_type, attach_file.entity_id)
    then
        return v_file;
    elsif v_file.entity_type is not null then
        perform pgfiles.raise_error('file_attached',
            format('the file belongs to %s %s', v_file.entity_type, v_file.entity_id),
            'upload the file again for the other entity');
    end if;
    perform pgfiles.check_entity_for_upload(entity_type, entity_id);
    -- The limits of where an upload for the entity would have gone.
    select b.* into v_bucket
    from pgfiles.bucket b
    where b.name = pgfiles.bucket_for(v_file.organization_id, attach_file.entity_type);
    perform pgfiles.check_type_is_allowed(v_file.file_type, v_bucket.allowed_types);
    if v_file.file_size > v_bucket.max_bytes then
        perform pgfiles.raise_error('too_large',
            format('at most %s bytes, got %s', v_bucket.max_bytes, v_file.file_size),
            'send a smaller file');
    end if;
    if exists (
        select
        from pgfiles.bucket b
        where b.name = v_file.bucket
            and (b.exif_policy = 'keep' and v_bucket.exif_policy <> 'keep'
                or b.exif_policy = 'hide_gps' and v_bucket.exif_policy = 'strip')) then
        perform pgfiles.raise_error('not_allowed',
            format('the EXIF of files of %s is hidden, this one''s would not be', entity_type),
            'upload the file for the entity');
    end if;
    -- As the caller: the policy file_update_to_attach decides again.
    update pgfiles.file f
    set entity_type = attach_file.entity_type, entity_id = attach_file.entity_id
    where f.id = attach_file.file_id;
    if not found then
        perform pgfiles.raise_error('file_attached', 'it was given to another entity just now',
            'upload the file again for the other entity');
    end if;
    perform pgfiles.log_action('attach_file', array[file_id]);
    select f.* into v_file from files.files f where f.id = attach_file.file_id;
    return v_file;
end
$$;

comment on function files.attach_file(uuid, text, text) is
$$Gives a file of yours to an entity

For files that were uploaded before the entity's row was there: from now on whoever sees the entity
sees the file. You must have uploaded it and be allowed to update the entity's row. Bucket and S3
key stay as they are. Once attached, a file stays with its entity; the same call again is
harmless.

Errors: 22023 malformed argument or unknown entity type, PT404 no such file of yours, entity not
found or not visible, 42501 entity may not be changed, or its files' EXIF is hidden and this one's
is not, PT409 the file belongs to another entity,
PT413 too large or PT415 type not allowed for this entity type.$$;
