-- done: table pgfiles.entity_type column on_delete
-- done: table pgfiles.entity_type column may_delete
-- done: table pgfiles.entity_type column may_share
-- The application that made the rows that are there did not ask for what a new row gets.
alter table pgfiles.entity_type
    add column on_delete text not null default 'keep'
        check (on_delete in ('keep', 'trash', 'delete', 'restrict')),
    add column may_delete text not null default 'uploader'
        check (may_delete in ('uploader', 'editors')),
    add column may_share text not null default 'nobody'
        check (may_share in ('nobody', 'uploader', 'editors')),
    alter column on_delete set default 'trash',
    alter column may_delete set default 'editors',
    alter column may_share set default 'editors';
