create table app.invoice (id uuid primary key);
create table app.person (id integer primary key, portrait_id uuid);
insert into pgfiles.entity_type (name, table_name) values ('invoice', 'app.invoice');
