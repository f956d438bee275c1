# shellcheck shell=bash disable=SC2034
symptom='A row is deleted, and its files are not in the trash; the next row with its id gets them'
cause='a migration has dropped the triggers that follow its rows, or made the table anew'
cure='the statement in `fix` puts them back'
code=entity_type row='^entity type site: on_delete is trash, and the triggers on app.site are gone: '
breaks() { q 'drop trigger pgfiles_delete on app.site'; }
sees() { q "begin; insert into app.site (id, organization_id, name) values ('00000000-0000-4000-8000-000000000077', 'acme', 'x');
    insert into pgfiles.file (organization_id, owner_id, file_name, file_type, file_size, bucket, entity_type, entity_id)
        values ('acme', '1', 'a.jpg', 'image/jpeg', 10, 'main', 'site', '00000000-0000-4000-8000-000000000077');
    delete from app.site where name = 'x';
    select count(*) || ' left' from pgfiles.file where entity_id = '00000000-0000-4000-8000-000000000077' and deleted_at is null; rollback"; }
seen='1 left'
mends() {
    run_fix "$1"
    sees | grep -q '0 left' || printf 'they are left behind\n'
}
