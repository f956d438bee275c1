create function pgfiles.stored_headers(bucket pgfiles.bucket, file_type text)
    returns jsonb
    language sql
    stable
    parallel safe
as $$
    -- Behind a CDN nobody signs how it is to be served.
    select jsonb_build_object('content-type', file_type)
        || case when bucket.cdn_base_url is not null
                and pgfiles.served_type(file_type) = 'application/octet-stream'
            then '{"content-disposition": "attachment"}'::jsonb else '{}' end
        || bucket.upload_headers
$$;

comment on function pgfiles.stored_headers(pgfiles.bucket, text) is
    'The headers with which a file of this type is stored in a bucket, in lower case.';
