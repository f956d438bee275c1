create table pgfiles.signing_key (
    credential_profile text not null default '',
    region text not null,
    date date not null,
    access_key_id text not null,
    signing_key bytea not null check (length(signing_key) = 32),
    session_token text not null default '',
    expires_at timestamptz,
    refreshed_at timestamptz not null default now(),
    primary key (credential_profile, region, date)
);

comment on table pgfiles.signing_key is
    'SigV4 signing keys, derived from the secret key for one date, region and service; useless '
    'after that day, granted to nobody and left out of dumps. The secret key itself never comes '
    'here.';
comment on column pgfiles.signing_key.credential_profile is
    'AWS profile; empty: the default chain.';
comment on column pgfiles.signing_key.date is 'The UTC date that the key signs for.';
comment on column pgfiles.signing_key.expires_at is
    'End of the session token; null for credentials without one.';
comment on column pgfiles.signing_key.region is 'The region that the key signs for.';
comment on column pgfiles.signing_key.access_key_id is 'The public half of the credentials.';
comment on column pgfiles.signing_key.signing_key is
    '32 bytes: HMAC-SHA256 of secret key, date, region, s3 and aws4_request.';
comment on column pgfiles.signing_key.session_token is
    'Goes into every URL of temporary credentials; empty for others.';
comment on column pgfiles.signing_key.refreshed_at is 'When it was derived.';

alter table pgfiles.signing_key enable row level security;
