create type files.signed_part_request as (
    file_id uuid,
    part_number integer,
    method text,
    url text,
    headers jsonb,
    fields jsonb,
    expires_at timestamptz
);

comment on type files.signed_part_request is
    'The signed request of one part of a multipart upload.';
comment on column files.signed_part_request.file_id is 'The file that is uploaded.';
comment on column files.signed_part_request.part_number is 'The part, counted from 1.';
comment on column files.signed_part_request.method is 'HTTP method: PUT.';
comment on column files.signed_part_request.url is 'Absolute URL with its signature.';
comment on column files.signed_part_request.headers is
    'Headers that the client must send, name to value.';
comment on column files.signed_part_request.fields is 'Null: not a form.';
comment on column files.signed_part_request.expires_at is
    'S3 refuses the request after this moment.';
