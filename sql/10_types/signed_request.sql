create type files.signed_request as (
    file_id uuid,
    method text,
    url text,
    headers jsonb,
    fields jsonb,
    expires_at timestamptz
);

comment on type files.signed_request is
    'One HTTP request that S3 will accept until expires_at. Send exactly these headers: they are '
    'part of the signature.';
comment on column files.signed_request.file_id is
    'The file that this request uploads or downloads.';
comment on column files.signed_request.method is 'HTTP method: PUT, GET, POST.';
comment on column files.signed_request.url is 'Absolute URL with its signature.';
comment on column files.signed_request.headers is
    'Headers that the client must send, name to value.';
comment on column files.signed_request.fields is
    'Form fields of a POST form, to be sent before the file; null otherwise.';
comment on column files.signed_request.expires_at is
    'S3 refuses the request after this moment; null: the URL is a CDN''s and has no end.';
