# shellcheck shell=bash disable=SC2034
symptom='404 `Entity not found`, for all of an entity type, though its table is there'
cause='its table was dropped and created again, perhaps by a migration'
cure='the statement in `fix` takes the new one'
code=entity_type row='^entity type shed: another table is app.shed now: nobody sees its files$'
made='create table app.shed (id integer primary key); grant select on app.shed to authenticated; alter table app.shed enable row level security;'
breaks() {
    q "$made insert into pgfiles.entity_type (name, table_name) values ('shed', 'app.shed')"
    q "drop table app.shed; $made"
}
mends() {
    run_fix "$1"
    is "$(q "select count(*) from files.doctor() where subject = 'entity type shed' and is_ok")" 1 '4-clients/table-made-anew: the new table owns the files'
    q "delete from pgfiles.entity_type where name = 'shed'; drop table app.shed"
}
