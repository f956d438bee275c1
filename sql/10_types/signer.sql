create type pgfiles.signer as (
    profile text,
    expires_in integer,
    expires_at timestamptz,
    valid_until bigint
);

comment on type pgfiles.signer is
    'What java_presign needs besides the requests. The profile holds a signing key: it stays '
    'inside definer functions.';
comment on column pgfiles.signer.valid_until is
    'Unix time until which it may be kept: the URLs stay the same so long, at most a minute.';
comment on column pgfiles.signer.profile is 'The profile line of java_presign.';
comment on column pgfiles.signer.expires_in is 'Seconds from the signing time.';
comment on column pgfiles.signer.expires_at is 'When the URLs end.';
