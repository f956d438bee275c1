create table pgfiles.job (
    id bigint generated always as identity primary key,
    kind text not null,
    file_id uuid references pgfiles.file (id) on delete cascade,
    priority smallint not null default 0,
    run_at timestamptz not null default now(),
    leased_until timestamptz,
    attempts integer not null default 0,
    died_at timestamptz,
    last_error text,
    created_at timestamptz not null default now(),
    losses integer not null default 0,
    -- The last two are for workers of later versions; those of this one leave them alone.
    constraint job_kind_is_known
        check (kind = any (pgfiles.job_kinds()) or kind in ('copy_object', 'make_archive')),
    constraint job_has_its_file check ((file_id is null) = (kind = 'no_op')),
    constraint job_once_per_file unique (file_id, kind)
);

-- The kind first: a worker for some kinds does not read the jobs of the others. And there is none
-- without it: the planner would take that one where the statistics know a single kind.
create index job_waiting on pgfiles.job (kind, priority, run_at, id) where died_at is null;
create index job_dead on pgfiles.job (died_at) where died_at is not null;

comment on table pgfiles.job is
    'What workers have to do. A claim is a lease: the job of a worker that died is due again by '
    'itself, and a finished job is deleted.';
comment on column pgfiles.job.id is 'Given out in order.';
comment on column pgfiles.job.kind is 'What is to be done; no_op does nothing, for measuring.';
comment on column pgfiles.job.file_id is 'With which file; jobs of one file are done in order.';
comment on column pgfiles.job.priority is 'Smaller goes first.';
comment on column pgfiles.job.run_at is
    'Not before this moment: time of creation, or of the next attempt.';
comment on column pgfiles.job.leased_until is
    'A worker has it until then. Also says whose it is: a result is taken only with the lease that '
    'the worker was given.';
comment on column pgfiles.job.attempts is
    'How often a worker took it; 0 in a leased job: it was asked for again meanwhile.';
comment on column pgfiles.job.died_at is
    'Dead letter since: all attempts used up; kept for dead_letter_retention.';
comment on column pgfiles.job.last_error is 'Why the last attempt did not succeed.';
comment on column pgfiles.job.created_at is 'When it was queued.';
comment on column pgfiles.job.losses is
    'How often in a row its worker was lost with it: killed, or the server went down. Such a job '
    'is done alone, and after the third time it is a dead letter.';

-- A claim changes no indexed column and finds room in its page, so it leaves the indexes alone.
-- Rows are short-lived: vacuum often, or the dead ones pile up where the next claim starts to look.
alter table pgfiles.job set (
    fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 200,
    autovacuum_vacuum_cost_delay = 0);

select pg_catalog.pg_extension_config_dump('pgfiles.job', '');
select pg_catalog.pg_extension_config_dump('pgfiles.job_id_seq', '');

alter table pgfiles.job enable row level security;
