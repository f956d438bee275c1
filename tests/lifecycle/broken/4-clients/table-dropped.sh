# shellcheck shell=bash disable=SC2034
symptom='404 `Entity not found`, for all of an entity type'
cause='its table was dropped'
cure='create it again; or `delete from pgfiles.entity_type`, and from `pgfiles.file` before'
code=entity_type row='^entity type shed: there is no table app.shed: nobody sees its files$'
breaks() {
    q "create table app.shed (id integer primary key); grant select on app.shed to authenticated; alter table app.shed enable row level security"
    q "insert into pgfiles.entity_type (name, table_name) values ('shed', 'app.shed'); drop table app.shed"
}
mends() { q "delete from pgfiles.entity_type where name = 'shed'"; }
