create function pgfiles.upload_problem(
    file pgfiles.new_file, upload_method text, max_name_length integer
)
    returns pgfiles.problem
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_problem pgfiles.problem;
    v_what text;
begin
    if not file.is_object then
        return ('invalid_argument', 'an item must be a JSON object',
            'send {"file_name": ..., "file_type": ..., "file_size": ...}')::pgfiles.problem;
    end if;
    if (file.entity_type is not null or file.given_id is not null)
        and (file.access @> '{"is_visible": true, "is_editable": true}') is not true then
        v_problem := pgfiles.access_problem(file.entity_type, file.given_id, file.access);
        if v_problem.code is not null then
            return v_problem;
        end if;
    end if;
    if file.use_location not in ('true', 'false') then
        return ('invalid_argument',
            'use_location must be true or false, got ' || left(file.use_location, 100),
            'leave it out for false')::pgfiles.problem;
    elsif file.use_location = 'true' and file.entity_type is not null then
        v_what := pgfiles.location_problem(file.entity_type, file.access ->> 'id');
        if v_what is not null then
            return ('not_allowed', v_what, 'leave use_location out')::pgfiles.problem;
        end if;
    end if;
    v_what := pgfiles.file_name_problem(file.file_name, max_name_length);
    if v_what is not null then
        return ('invalid_argument', 'file_name ' || v_what,
            'send the bare name, such as "photo.jpg"')::pgfiles.problem;
    elsif pgfiles.is_file_type(file.file_type) is not true then
        return ('invalid_argument', 'file_type must be type/subtype without parameters',
            'send the content type, such as "image/jpeg"')::pgfiles.problem;
    elsif file.kind ->> 'bucket' is null then
        return ('bucket_missing', 'no bucket has is_default',
            'insert a row into pgfiles.bucket')::pgfiles.problem;
    elsif file.given_size !~ '^-?\d{1,18}$' then
        return ('invalid_argument',
            'file_size must be a whole number of bytes, got ' || left(file.given_size, 100),
            'send the exact size in bytes: it is signed into the upload')::pgfiles.problem;
    elsif file.sha256 !~ '^[0-9a-f]{64}$' then
        return ('invalid_argument', 'sha256 must be 64 lower-case hex digits',
            'leave it out, or send the digest in hex')::pgfiles.problem;
    end if;
    v_problem := pgfiles.size_problem(
        file.given_size::bigint, (file.kind -> 'max_bytes')::bigint, upload_method);
    if v_problem.code is not null then
        return v_problem;
    end if;
    return pgfiles.type_problem(file.file_type, (file.kind ->> 'allowed_types')::text[]);
end
$$;

comment on function pgfiles.upload_problem(pgfiles.new_file, text, integer) is
    'Why an item of a batch of uploads is refused; null if it is not.';
