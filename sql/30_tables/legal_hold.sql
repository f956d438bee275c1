create table pgfiles.legal_hold (
    id uuid primary key default pgfiles.uuid_v7(),
    organization_id text not null default pgfiles.current_organization_id(),
    name text not null,
    reason text not null,
    placed_by text default pgfiles.current_user_id(),
    placed_at timestamptz not null default now(),
    released_at timestamptz,
    released_by text
);

create index legal_hold_by_organization on pgfiles.legal_hold (organization_id, id);

comment on table pgfiles.legal_hold is
    'Reasons for which files must not be destroyed, whoever deletes them: a law suit, an audit.';
comment on column pgfiles.legal_hold.id is 'uuid version 7: ordered by time.';
comment on column pgfiles.legal_hold.organization_id is 'Whose files.';
comment on column pgfiles.legal_hold.name is 'Such as the file number of a court.';
comment on column pgfiles.legal_hold.reason is 'For people.';
comment on column pgfiles.legal_hold.placed_by is 'By the token.';
comment on column pgfiles.legal_hold.placed_at is 'When.';
comment on column pgfiles.legal_hold.released_at is 'Since when it holds nothing; null: it does.';
comment on column pgfiles.legal_hold.released_by is 'By the token.';

create trigger release_files
    after update of released_at on pgfiles.legal_hold
    for each row
    when ((old.released_at is null) <> (new.released_at is null))
    execute function pgfiles.follow_hold();

create trigger log_change
    after insert or update or delete on pgfiles.legal_hold
    for each row execute function pgfiles.log_change();

select pg_catalog.pg_extension_config_dump('pgfiles.legal_hold', '');

alter table pgfiles.legal_hold enable row level security;

create policy legal_hold_select_by_admin on pgfiles.legal_hold
    for select
    using (
        organization_id = (select pgfiles.current_organization_id())
        and (select pgfiles.is_org_admin()));
