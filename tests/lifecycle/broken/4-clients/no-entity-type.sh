# shellcheck shell=bash disable=SC2034
symptom='400 `Unknown entity type`'
cause='no row of `pgfiles.entity_type` names a table yet'
cure='[add one](add-an-entity-type.md)'
code=entity_type row='^entity types: none: no table of the application owns files$'
breaks() {
    q 'create table app.types as table pgfiles.entity_type'
    q 'delete from pgfiles.job; delete from pgfiles.file; delete from pgfiles.entity_type'
}
sees() { uploads; }
seen='^400 .*Unknown entity type'
# With a table of that name its fix is the right one.
mends() {
    run_fix "$1"
    q 'drop table app.types'
}
