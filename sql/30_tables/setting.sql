create table pgfiles.setting (
    name text primary key references pgfiles.default_setting (name),
    value text not null
);

comment on table pgfiles.setting is 'What this installation sets differently from pgfiles.default_setting.';

select pg_catalog.pg_extension_config_dump('pgfiles.setting', '');
