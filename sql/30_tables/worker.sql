create table pgfiles.worker (
    pid integer primary key,
    backend_start timestamptz not null,
    called_at timestamptz not null,
    token uuid not null,
    seen_stop_requests bigint not null
);

comment on table pgfiles.worker is 'The sessions in which run_worker runs, or ran last.';
comment on column pgfiles.worker.pid is 'The process of the session.';
comment on column pgfiles.worker.backend_start is
    'When that process began: after a restart another one may have its number.';
comment on column pgfiles.worker.called_at is
    'When the statement came that called run_worker. It has one token, given out once.';
comment on column pgfiles.worker.token is
    'What pgfiles.do_step asks for: only run_worker knows it, and no code of the application that '
    'runs in the same session.';
comment on column pgfiles.worker.seen_stop_requests is
    'How often files.stop_workers had been called by then.';

alter table pgfiles.worker enable row level security;
