create table pgfiles.worker_trouble (
    what text primary key,
    message text not null,
    said_at timestamptz not null default clock_timestamp(),
    lasts_until timestamptz not null
);

comment on table pgfiles.worker_trouble is
    'What keeps workers from their work, so that the server''s log says it once and files.doctor() '
    'shows it. Not dumped.';
comment on column pgfiles.worker_trouble.what is
    'The step of pgfiles.do_step that fails; or with a blank in it what another row of '
    'files.doctor() tells.';
comment on column pgfiles.worker_trouble.message is 'As the log has it.';
comment on column pgfiles.worker_trouble.said_at is 'When the log has said it.';
comment on column pgfiles.worker_trouble.lasts_until is
    'Until then it is met again, or it is over.';

alter table pgfiles.worker_trouble enable row level security;
