# shellcheck shell=bash disable=SC2034
symptom='404 `Entity not found`, for all of an entity type'
cause='the column that tells its rows apart, which a row of `pgfiles.entity_type` names, was dropped'
cure='`update pgfiles.entity_type set id_column = ...`'
code=entity_type row='^entity type shed: there is no column code in app.shed$'
breaks() {
    q 'create table app.shed (id integer primary key, code integer unique); grant select on app.shed to authenticated; alter table app.shed enable row level security'
    q "insert into pgfiles.entity_type (name, table_name, id_column) values ('shed', 'app.shed', 'code')"
    q 'alter table app.shed drop column code'
}
mends() {
    q "update pgfiles.entity_type set id_column = 'id' where name = 'shed'"
    is "$(q "select count(*) from files.doctor() where subject = 'entity type shed' and is_ok")" 1 '4-clients/column-gone: another column tells them apart'
    q "delete from pgfiles.entity_type where name = 'shed'; drop table app.shed"
}
