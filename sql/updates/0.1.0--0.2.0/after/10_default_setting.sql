alter table pgfiles.default_setting
    alter column type set not null,
    alter column example set not null;
