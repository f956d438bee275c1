create table pgfiles.worker_lease (
    pid integer not null,
    leased_until timestamptz not null,
    backend_start timestamptz not null,
    job_ids bigint[] not null,
    is_suspect boolean not null,
    primary key (pid, leased_until)
);

create unique index worker_lease_of_one_suspect
    on pgfiles.worker_lease (is_suspect) where is_suspect;

comment on table pgfiles.worker_lease is
    'Which session has which jobs: a row for each batch from its claim to its end. What a worker '
    'leaves behind that is gone is found by it, at once and without a look at all jobs.';
comment on column pgfiles.worker_lease.pid is 'The process of the worker.';
comment on column pgfiles.worker_lease.leased_until is 'As in the jobs of the batch.';
comment on column pgfiles.worker_lease.backend_start is
    'When that process began: after a restart another one may have its number.';
comment on column pgfiles.worker_lease.job_ids is 'The jobs of the batch.';
comment on column pgfiles.worker_lease.is_suspect is
    'Its only job was with a worker that was lost. There is one at a time: should it take the '
    'server down, no other suspect is to blame.';

-- A row lives as long as a batch lasts.
alter table pgfiles.worker_lease set (
    autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 200,
    autovacuum_vacuum_cost_delay = 0);

alter table pgfiles.worker_lease enable row level security;
