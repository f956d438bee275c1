create table pgfiles.secret (
    is_only_row boolean primary key default true check (is_only_row),
    value bytea not null
        default sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
);

comment on table pgfiles.secret is
    'One row: what only this database knows. It is not dumped: a copy has its own.';
comment on column pgfiles.secret.is_only_row is 'Keeps it to one row.';
comment on column pgfiles.secret.value is 'At random, for seal().';

insert into pgfiles.secret default values;

alter table pgfiles.secret enable row level security;
