# shellcheck shell=bash disable=SC2034
symptom='404, 42883 `function ... does not exist`'
cause='a function that decides who sees or adds files was dropped'
cure='create it again, or `update pgfiles.entity_type`'
code=entity_type row='^entity type shed: there is no function app.may\(text\)$'
breaks() {
    q 'create table app.shed (id integer primary key); grant select on app.shed to authenticated; alter table app.shed enable row level security'
    q 'create function app.may(entity_id text) returns boolean language sql as $$ select true $$'
    q "insert into pgfiles.entity_type (name, table_name, edit_function) values ('shed', 'app.shed', 'app.may'); drop function app.may"
}
mends() { q "delete from pgfiles.entity_type where name = 'shed'; drop table app.shed"; }
