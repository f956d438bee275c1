create table pgfiles.setting (
    name text primary key references pgfiles.default_setting (name),
    value text not null
);

comment on table pgfiles.setting is
    'What this installation sets differently from pgfiles.default_setting.';
comment on column pgfiles.setting.name is 'One of pgfiles.default_setting.';
comment on column pgfiles.setting.value is
    'As the default''s type says: ''10 minutes'', ''50 MB'', {a,b}.';

create trigger check_setting
    before insert or update on pgfiles.setting
    for each row execute function pgfiles.check_setting();

create trigger log_change
    after insert or update or delete on pgfiles.setting
    for each row execute function pgfiles.log_change();

create trigger compile_settings
    after insert or update or delete or truncate on pgfiles.setting
    for each statement execute function pgfiles.compile_settings();
-- Also in a parallel restore, which needs session_replication_role = replica.
alter table pgfiles.setting enable always trigger compile_settings;

-- Here, because the parts of a folder are built in the order of their names.
create trigger compile_settings
    after insert or update or delete on pgfiles.default_setting
    for each statement execute function pgfiles.compile_settings();
update pgfiles.default_setting set value = value;

select pg_catalog.pg_extension_config_dump('pgfiles.setting', '');
