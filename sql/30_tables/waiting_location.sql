create table pgfiles.waiting_location (
    file_id uuid primary key references pgfiles.file (id) on delete cascade
);

comment on table pgfiles.waiting_location is
    'Files whose place goes to their entity in a transaction of its own: in the one that made them '
    'ready, code of another owner had run.';
comment on column pgfiles.waiting_location.file_id is 'The file.';

select pg_catalog.pg_extension_config_dump('pgfiles.waiting_location', '');

alter table pgfiles.waiting_location enable row level security;
