create type pgfiles.signer as (
    profile text,
    expires_in integer,
    expires_at timestamptz
);

comment on type pgfiles.signer is
    'What java_presign needs besides the requests. The profile holds a signing key: it stays inside definer functions.';
