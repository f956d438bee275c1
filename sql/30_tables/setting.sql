create table pgfiles.setting (
    name text primary key references pgfiles.default_setting (name),
    value text not null
);

comment on table pgfiles.setting is
    'What this installation sets differently from pgfiles.default_setting.';
comment on column pgfiles.setting.name is 'One of pgfiles.default_setting.';
comment on column pgfiles.setting.value is 'In the unit that the default''s description gives.';

create trigger log_change
    after insert or update or delete on pgfiles.setting
    for each row execute function pgfiles.log_change();

select pg_catalog.pg_extension_config_dump('pgfiles.setting', '');
