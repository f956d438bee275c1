-- Inlined: a function that is entered for each item would cost as much as the item's row.
create function pgfiles.upload_problem(
    file pgfiles.new_file, upload_method text, max_name_length integer
)
    returns pgfiles.problem
    language sql
    volatile
as $$
    select case
        when not file.is_object then
            ('invalid_argument', 'an item must be a JSON object',
            'send {"file_name": ..., "file_type": ..., "file_size": ...}')::pgfiles.problem
        when (file.entity_type is not null or file.given_id is not null)
            and (file.access @> '{"is_visible": true, "is_editable": true}') is not true then
            pgfiles.access_problem(file.entity_type, file.given_id, file.access)
        when file.use_location not in ('true', 'false') then
            ('invalid_argument',
            'use_location must be true or false, got ' || left(file.use_location, 100),
            'leave it out for false')::pgfiles.problem
        when file.use_location = 'true' and file.entity_type is not null
            and pgfiles.location_problem(file.entity_type, file.access ->> 'id') is not null then
            ('not_allowed', pgfiles.location_problem(file.entity_type, file.access ->> 'id'),
            'leave use_location out')::pgfiles.problem
        when pgfiles.file_name_problem(file.file_name, max_name_length) is not null then
            ('invalid_argument',
            'file_name ' || pgfiles.file_name_problem(file.file_name, max_name_length),
            'send the bare name, such as "photo.jpg"')::pgfiles.problem
        when pgfiles.is_file_type(file.file_type) is not true then
            ('invalid_argument', 'file_type must be type/subtype',
            'send the content type, such as "image/jpeg", or none')::pgfiles.problem
        when file.kind ->> 'bucket' is null then
            ('bucket_missing', 'no bucket has is_default',
            'insert a row into pgfiles.bucket')::pgfiles.problem
        when (file.kind -> 'is_refused')::boolean then
            ('lease_not_held', format('bucket %s', file.kind ->> 'bucket'),
            'upload where the original of this database is; a DBA makes another bucket the '
                'default, or calls files.take_lease')::pgfiles.problem
        when file.given_size !~ '^-?\d{1,18}$' then
            ('invalid_argument',
            'file_size must be a whole number of bytes, got ' || left(file.given_size, 100),
            'send the exact size in bytes: it is signed into the upload')::pgfiles.problem
        when file.sha256 !~ '^[0-9a-f]{64}$' then
            ('invalid_argument', 'sha256 must be 64 lower-case hex digits',
            'leave it out, or send the digest in hex')::pgfiles.problem
        else coalesce(
            pgfiles.size_problem(
                file.given_size::bigint, (file.kind -> 'max_bytes')::bigint, upload_method),
            pgfiles.type_problem(
                file.file_type, file.is_type_guessed, (file.kind ->> 'allowed_types')::text[]))
    end
$$;

comment on function pgfiles.upload_problem(pgfiles.new_file, text, integer) is
    'Why an item of a batch of uploads is refused; null if it is not.';
