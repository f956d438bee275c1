create function pgfiles.size_problem(file_size bigint, max_bytes bigint, upload_method text)
    returns pgfiles.problem
    language sql
    stable
    parallel safe
as $$
    select case
        when upload_method in ('form', 'unsized_put') and file_size is null then null
        when file_size is null or file_size < 1 then
            ('invalid_argument',
            format('file_size must be at least 1 byte, got %s', coalesce(file_size::text, 'null')),
            'send the exact size in bytes: it is signed into the upload')::pgfiles.problem
        when file_size > max_bytes then
            ('too_large', format('at most %s bytes, got %s', max_bytes, file_size),
            'send a smaller file')::pgfiles.problem
        when upload_method = 'put' and file_size > 5368709120 then
            ('too_large',
            format('S3 takes at most 5368709120 bytes in one PUT, got %s', file_size),
            'use create_multipart_upload')::pgfiles.problem
    end
$$;

comment on function pgfiles.size_problem(bigint, bigint, text) is
    'What is wrong with a declared size in bytes that the bucket, or S3 in one PUT, does not take; '
    'null if nothing.';
