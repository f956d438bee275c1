create table pgfiles.event (
    id bigint generated always as identity primary key,
    event_id uuid not null default pgfiles.uuid_v7(),
    -- Numbers are not given out in the order of commits: readers take what is older than the oldest
    -- transaction that still runs.
    xact xid8 not null default pg_current_xact_id(),
    occurred_at timestamptz not null default now(),
    organization_id text not null,
    kind text not null,
    file_id uuid,
    payload jsonb not null default '{}'
);

create index event_by_organization on pgfiles.event (organization_id, id);

comment on table pgfiles.event is
    'What happened to files, for those who want to be told: written in the transaction of its '
    'cause, never changed. Not dumped.';
comment on column pgfiles.event.id is 'Given out in order.';
comment on column pgfiles.event.event_id is 'The same for everybody who is told of it.';
comment on column pgfiles.event.xact is 'The transaction that wrote it.';
comment on column pgfiles.event.occurred_at is 'When.';
comment on column pgfiles.event.organization_id is 'Whose file.';
comment on column pgfiles.event.kind is 'What happened, such as file.ready.';
comment on column pgfiles.event.file_id is 'To which file.';
comment on column pgfiles.event.payload is 'What receivers learn; no EXIF, no place, no URL.';

alter table pgfiles.event enable row level security;
