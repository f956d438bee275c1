create table pgfiles.worker_state (
    is_only_row boolean primary key default true check (is_only_row),
    stop_requests bigint not null default 0,
    seen_at timestamptz,
    signing_key_problem text,
    scheduled_at timestamptz,
    variants_looked_for text
);

comment on table pgfiles.worker_state is
    'One row: what workers and those who look after them tell each other.';
comment on column pgfiles.worker_state.is_only_row is 'Keeps it to one row.';
comment on column pgfiles.worker_state.stop_requests is
    'How often files.stop_workers was called; a worker that sees it change ends after its batch.';
comment on column pgfiles.worker_state.seen_at is
    'When a worker was last there, to the minute; if that is later than now, the clock was set '
    'back.';
comment on column pgfiles.worker_state.signing_key_problem is
    'Why the last attempt to derive signing keys failed; null: it did not.';
comment on column pgfiles.worker_state.scheduled_at is
    'When pgfiles.schedule_worker was called: pg_cron begins at the next full minute.';
comment on column pgfiles.worker_state.variants_looked_for is
    'Digest of the variants, watermarks and exif_policies for which workers have looked what files '
    'lack.';

insert into pgfiles.worker_state default values;

alter table pgfiles.worker_state enable row level security;
