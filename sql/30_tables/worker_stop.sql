create table pgfiles.worker_stop (
    is_only_row boolean primary key default true check (is_only_row),
    requested_at timestamptz not null default clock_timestamp()
);

comment on table pgfiles.worker_stop is
    'When workers were last asked to stop; those that started before end after their batch.';
comment on column pgfiles.worker_stop.is_only_row is 'Keeps it to one row.';
comment on column pgfiles.worker_stop.requested_at is
    'Workers that started before this moment stop.';

alter table pgfiles.worker_stop enable row level security;
