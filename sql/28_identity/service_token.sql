create table pgfiles.service_token (
    jti text primary key default gen_random_uuid(),
    role name not null check (role like 'api\_service\_%'),
    organization_id text not null default '_',
    description text not null default '',
    calls_per_minute integer check (calls_per_minute >= 0),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null default now() + interval '1 year',
    revoked_at timestamptz
);

comment on table pgfiles.service_token is
    'The tokens that roles named api_service_* may call with: pgfiles.pre_request refuses all '
    'others. The token itself, signed outside of the database, is not here.';
comment on column pgfiles.service_token.jti is 'The token''s claim jti.';
comment on column pgfiles.service_token.role is 'Its database role, named api_service_...';
comment on column pgfiles.service_token.organization_id is
    'Its organization; "_" for a token that names none.';
comment on column pgfiles.service_token.description is 'Who has it, for what.';
comment on column pgfiles.service_token.calls_per_minute is
    'Calls that sign, instead of the setting user_calls_per_minute; 0: without limit; null: as for '
    'users.';
comment on column pgfiles.service_token.created_at is 'When it was registered.';
comment on column pgfiles.service_token.expires_at is
    'From then on it is refused, whatever its own claim exp says.';
comment on column pgfiles.service_token.revoked_at is
    'From then on it is refused: set this to now() if it got into the wrong hands.';
-- As sentences, see verify_row.
comment on constraint service_token_role_check on pgfiles.service_token is
    'a role whose name begins with api_service_';
comment on constraint service_token_calls_per_minute_check on pgfiles.service_token is
    'a number from 0 on; null: as the setting says';

create trigger verify_row
    before insert or update on pgfiles.service_token
    for each row execute function pgfiles.verify_row();

create trigger log_change
    after insert or update or delete on pgfiles.service_token
    for each row execute function pgfiles.log_change();

select pg_catalog.pg_extension_config_dump('pgfiles.service_token', '');

alter table pgfiles.service_token enable row level security;
