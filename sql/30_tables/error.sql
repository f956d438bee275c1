create table pgfiles.error (
    code text primary key,
    sqlstate text not null check (sqlstate ~ '^[0-9A-Z]{5}$'),
    http_status integer not null,
    message text not null check (message ~ '^[ -~]+$'),
    occurs_when text not null,
    raised_by text not null default 'request'
        check (raised_by in ('request', 'worker', 'fault', 'sql')),
    is_logged boolean not null default false
);

comment on table pgfiles.error is
    'The catalogue of all errors that the API raises. MESSAGE is constant; what varies is in '
    'DETAIL and HINT.';
comment on column pgfiles.error.code is 'Our name for it, the same in SQL and Java.';
comment on column pgfiles.error.sqlstate is 'The code in PostgREST''s answer.';
comment on column pgfiles.error.http_status is 'The status of PostgREST''s answer.';
comment on column pgfiles.error.message is
    'Constant: for PTxyz it becomes the reason phrase of the HTTP status line.';
comment on column pgfiles.error.occurs_when is 'For the reference.';
comment on column pgfiles.error.raised_by is
    'request: a client can meet it; worker: only a worker can, and it shows as status_reason or in '
    'the job; sql: only SQL that calls a Lambda; fault: a mistake of ours.';
comment on column pgfiles.error.is_logged is
    'Whether the server''s log tells who was refused, since the audit cannot.';

insert into pgfiles.error (code, sqlstate, http_status, message, occurs_when) values
    ('invalid_argument', '22023', 400, 'Invalid argument',
        'an argument is missing, malformed or out of range'),
    ('entity_type_unknown', '22023', 400, 'Unknown entity type',
        'no row of pgfiles.entity_type has this name'),
    ('claim_invalid', '22023', 400, 'Invalid claim',
        'a claim of the token has a form that cannot be used'),
    ('not_allowed', '42501', 403, 'Not allowed',
        'the caller sees the entity but may not change it'),
    ('not_signed_in', '42501', 403, 'Not signed in',
        'the request has no user: no token, or one without user_id and sub'),
    ('token_refused', 'PT401', 401, 'Token refused',
        'the token is valid, but of another issuer or client, or a service token that is unknown, '
        'revoked or expired'),
    ('method_not_allowed', 'PT405', 405, 'Method not allowed',
        'a function that writes is called with GET, or a row of files is changed or deleted '
        'otherwise than by its function'),
    ('entity_not_found', 'PT404', 404, 'Entity not found',
        'the entity does not exist or the caller may not see it'),
    ('file_not_found', 'PT404', 404, 'File not found',
        'the file does not exist or the caller may not see it'),
    ('variant_not_found', 'PT404', 404, 'Variant not found', 'the file has no such variant (yet)'),
    ('object_missing', 'PT404', 404, 'Object not found', 'the object store has no such object'),
    ('file_attached', 'PT409', 409, 'File already attached',
        'the file belongs to another entity'),
    ('entity_has_files', 'PT409', 409, 'Entity has files',
        'a row is deleted whose entity type has on_delete = restrict, and that has files'),
    ('file_held', 'PT423', 423, 'File held', 'a file under a legal hold is to be destroyed'),
    ('too_large', 'PT413', 413, 'File too large', 'the declared size is above the bucket''s limit'),
    ('quota_exceeded', 'PT413', 413, 'Quota exceeded',
        'the organization would have more bytes or files than its quota'),
    ('type_not_allowed', 'PT415', 415, 'File type not allowed',
        'the bucket does not take this content type'),
    ('unsupported_media', 'PT415', 415, 'Unsupported media',
        'the bytes are not of a type that can be read'),
    ('damaged_media', 'PT422', 422, 'Damaged media',
        'the bytes are of a readable type and damaged'),
    ('file_not_ready', 'PT422', 422, 'File not ready',
        'the file is not ready: not uploaded, not yet checked, or refused'),
    ('lease_not_held', 'PT409', 409, 'Lease not held',
        'another database has the lease of the bucket, of which this one is perhaps a copy'),
    ('rate_limited', 'PT429', 429, 'Too many requests',
        'the user or the organization calls too often; Retry-After says when to come again'),
    ('store_denied', 'PT502', 502, 'Object store refused',
        'the object store refused our credentials'),
    ('store_unavailable', 'PT503', 503, 'Object store unavailable',
        'the object store gave an error or no answer'),
    ('credentials_missing', 'PT503', 503, 'Storage credentials missing',
        'no AWS credentials are found for a profile'),
    ('signing_key_missing', 'PT503', 503, 'Signing key missing',
        'no signing key for today is stored'),
    ('bucket_missing', 'PT503', 503, 'No bucket configured',
        'pgfiles.bucket has no default bucket'),
    ('not_supported_by_store', 'PT501', 501, 'Not supported by store',
        'the bucket''s store was not seen to do safely what this needs; files.doctor() says what '
        'was found'),
    ('lambda_failed', '38000', 500, 'lambda invocation failed',
        'the function that aws_lambda.invoke called has raised an error'),
    ('lambda_not_invoked', '38001', 500, 'invoke API failed',
        'aws_lambda.invoke knows no such function, or the caller may not execute it'),
    ('internal_error', 'PT500', 500, 'Internal error', 'a mistake in pgfiles');

update pgfiles.error set raised_by = 'worker'
where code in ('object_missing', 'unsupported_media', 'damaged_media', 'store_denied',
    'store_unavailable', 'credentials_missing');
update pgfiles.error set raised_by = 'sql'
where code in ('lambda_failed', 'lambda_not_invoked', 'file_held');
update pgfiles.error set raised_by = 'fault' where code = 'internal_error';
update pgfiles.error set is_logged = true
where code in ('not_allowed', 'not_signed_in', 'token_refused', 'file_not_found', 'rate_limited',
    'quota_exceeded');
