create function pgfiles.check_file_size(file_size bigint, max_bytes bigint, upload_method text)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    if upload_method in ('form', 'unsized_put') and file_size is null then
        return;
    elsif file_size is null or file_size < 1 then
        perform pgfiles.raise_error('invalid_argument',
            format('file_size must be at least 1 byte, got %s', coalesce(file_size::text, 'null')),
            'send the exact size in bytes: it is signed into the upload');
    elsif file_size > max_bytes then
        perform pgfiles.raise_error('too_large',
            format('at most %s bytes, got %s', max_bytes, file_size), 'send a smaller file');
    elsif upload_method = 'put' and file_size > 5368709120 then
        perform pgfiles.raise_error('too_large',
            format('S3 takes at most 5368709120 bytes in one PUT, got %s', file_size),
            'use create_multipart_upload');
    end if;
end
$$;

comment on function pgfiles.check_file_size(bigint, bigint, text) is
    'Raises a clear error for a declared size in bytes that the bucket, or S3 in one PUT, does not '
    'take.';
