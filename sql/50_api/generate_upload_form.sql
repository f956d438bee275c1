create function files.generate_upload_form(
    entity_type text default null,
    entity_id text default null,
    file_name text default null,
    file_type text default null,
    max_size bigint default null,
    min_size bigint default 1,
    expires_in integer default null,
    use_location boolean default false
)
    returns files.signed_request
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_expires_in integer := pgfiles.checked_expires_in(expires_in, 'upload');
    v_file_id uuid := pgfiles.create_file(
        pgfiles.admit_call(),
        jsonb_build_object(
            'entity_type', entity_type, 'entity_id', entity_id, 'file_name', file_name,
            'file_type', file_type, 'use_location', use_location),
        'form');
    v_bucket_max bigint := (
        select b.max_bytes
        from pgfiles.bucket b join pgfiles.file f on f.bucket = b.name
        where f.id = v_file_id);
    v_problem pgfiles.problem;
    v_request files.signed_request;
begin
    v_problem := pgfiles.size_problem(coalesce(max_size, v_bucket_max), v_bucket_max, 'put');
    if v_problem.code is not null then
        perform pgfiles.raise_error(v_problem.code, v_problem.detail, v_problem.hint);
    end if;
    if min_size is null or min_size < 0 or min_size > coalesce(max_size, v_bucket_max) then
        perform pgfiles.raise_error('invalid_argument',
            format('min_size must be between 0 and max_size, got %s',
                coalesce(min_size::text, 'null')),
            'leave it out for 1 byte');
    end if;
    v_request := pgfiles.sign_form(
        v_file_id, min_size, coalesce(max_size, v_bucket_max), v_expires_in);
    perform pgfiles.record_call('generate_upload_form', array[v_file_id], true);
    return v_request;
end
$$;

comment on function
    files.generate_upload_form(text, text, text, text, bigint, bigint, integer, boolean) is
$$A signed form for one upload from a browser

Creates the file in status pending and signs a POST form (multipart/form-data) for min_size to
max_size bytes of content type file_type; max_size is the bucket's limit unless given. Send all
returned fields, then the file as the last field, named file; then call confirm_upload. Use it where
the size is not known beforehand; generate_upload_url binds the exact size.

Only where the store was seen to refuse a form with another key, size or type than it was signed
for; otherwise one form could write to every key of the bucket.

Errors: as generate_upload_url, and PT501 the store does not keep to a form's conditions.$$;
