create type files.signed_multipart_request as (
    file_id uuid,
    method text,
    url text,
    headers jsonb,
    fields jsonb,
    expires_at timestamptz,
    part_size bigint,
    part_count integer
);

comment on type files.signed_multipart_request is
    'A signed request, and how the file is to be cut into parts.';
comment on column files.signed_multipart_request.file_id is 'The file that is uploaded.';
comment on column files.signed_multipart_request.method is 'HTTP method: POST.';
comment on column files.signed_multipart_request.url is 'Absolute URL with its signature.';
comment on column files.signed_multipart_request.headers is
    'Headers that the client must send, name to value.';
comment on column files.signed_multipart_request.fields is 'Null: not a form.';
comment on column files.signed_multipart_request.expires_at is
    'S3 refuses the request after this moment.';
comment on column files.signed_multipart_request.part_size is
    'Bytes of every part but the last, which has what remains.';
comment on column files.signed_multipart_request.part_count is 'Number of parts, counted from 1.';
