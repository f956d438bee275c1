create table pgfiles.job (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('process_file', 'make_variants', 'read_exif')),
    file_id uuid not null references pgfiles.file (id) on delete cascade,
    priority smallint not null default 0,
    run_at timestamptz not null default now(),
    attempts integer not null default 0,
    is_dead boolean not null default false,
    last_error text,
    created_at timestamptz not null default now(),
    constraint job_once_per_file unique (file_id, kind)
);

create index job_waiting on pgfiles.job (priority, run_at, id) where not is_dead;

comment on table pgfiles.job is
    'What workers have to do. A claim moves run_at to the end of the lease: the job of a worker '
    'that died is due again by itself, and a finished job is deleted.';
comment on column pgfiles.job.priority is 'Smaller goes first.';
comment on column pgfiles.job.run_at is
    'Not before this moment: time of creation, of the next attempt, or end of the lease.';
comment on column pgfiles.job.attempts is 'How often a worker took it.';
comment on column pgfiles.job.is_dead is
    'Dead letter: all attempts used up; kept for a person to look at.';
comment on column pgfiles.job.id is 'Given out in order.';
comment on column pgfiles.job.kind is 'What is to be done.';
comment on column pgfiles.job.file_id is 'With which file.';
comment on column pgfiles.job.last_error is 'Why the last attempt did not succeed.';
comment on column pgfiles.job.created_at is 'When it was queued.';

-- Rows are few, short-lived and often updated: keep dead ones from piling up in the index.
alter table pgfiles.job set (
    fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 200,
    autovacuum_vacuum_cost_delay = 0);

select pg_catalog.pg_extension_config_dump('pgfiles.job', '');
select pg_catalog.pg_extension_config_dump('pgfiles.job_id_seq', '');

alter table pgfiles.job enable row level security;
