create table pgfiles.legal_hold_file (
    hold_id uuid references pgfiles.legal_hold (id) on delete cascade,
    file_id uuid references pgfiles.file (id) on delete cascade,
    primary key (hold_id, file_id)
);

create index legal_hold_file_by_file on pgfiles.legal_hold_file (file_id);

comment on table pgfiles.legal_hold_file is
    'Which files a legal hold is about. After it was released, what it was about.';
comment on column pgfiles.legal_hold_file.hold_id is 'The hold.';
comment on column pgfiles.legal_hold_file.file_id is 'The file.';

create trigger hold_files
    after insert on pgfiles.legal_hold_file
    referencing new table as changed_hold
    for each statement execute function pgfiles.follow_held_files();

create trigger free_files
    after delete on pgfiles.legal_hold_file
    referencing old table as changed_hold
    for each statement execute function pgfiles.follow_held_files();

select pg_catalog.pg_extension_config_dump('pgfiles.legal_hold_file', '');

alter table pgfiles.legal_hold_file enable row level security;

create policy legal_hold_file_select_by_admin on pgfiles.legal_hold_file
    for select
    using (exists (select from pgfiles.legal_hold l where l.id = hold_id));
