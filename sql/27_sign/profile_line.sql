create function pgfiles.profile_line(
    endpoint text,
    region text,
    s3_bucket text,
    is_path_style boolean,
    access_key_id text,
    signing_key bytea,
    session_token text,
    signed_at bigint
)
    returns text
    language sql
    immutable
    parallel safe
as $$
    -- Java's format of a profile is known here and nowhere else.
    select pgfiles.escape_field(endpoint)
        || E'\t' || pgfiles.escape_field(region)
        || E'\t' || pgfiles.escape_field(s3_bucket)
        || E'\t' || case when is_path_style then 'path' else 'virtual' end
        || E'\t' || pgfiles.escape_field(access_key_id)
        || E'\t' || pg_catalog.encode(signing_key, 'hex')
        || E'\t' || pgfiles.escape_field(session_token)
        || E'\t' || signed_at::pg_catalog.text
$$;

comment on function
    pgfiles.profile_line(text, text, text, boolean, text, bytea, text, bigint) is
    'Where Java signs for and with which key, as java_presign takes it; signed_at is a Unix time.';
