create function pgfiles.original_key(
    organization_id text, entity_type text, entity_id text, file_id uuid, file_type text
)
    returns text
    language sql
    stable
    parallel safe
as $$
    -- Names never reach a key, so any name works. An entity's id may be any text: what S3 would
    -- have to escape is replaced, and the file's own id keeps the key unique.
    select concat_ws('/',
        organization_id,
        coalesce(entity_type, '_'),
        coalesce(left(regexp_replace(entity_id, '[^A-Za-z0-9_-]', '-', 'g'), 64), '_'),
        file_id::text,
        'original.' || pgfiles.file_extension(file_type))
$$;

comment on function pgfiles.original_key(text, text, text, uuid, text) is
    'The S3 key of an upload: organization/entity_type/entity_id/file_id/original.extension.';
