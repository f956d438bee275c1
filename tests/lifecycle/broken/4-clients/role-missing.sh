# shellcheck shell=bash disable=SC2034
symptom='400 `role "authenticated" does not exist`'
cause='the database was restored in a server without its roles, which `pg_dump` does not dump'
cure='the statements in `fix`, or `pg_dumpall --roles-only` of the old server before the restore'
code=api row='there is no role of_another_server$'
breaks() {
    q "create table app.kept as select * from pgfiles.granted_role"
    q "select files.revoke_api_from(g.role::regrole) from pgfiles.granted_role g where g.access in ('read', 'write', 'admin')"
    q "insert into pgfiles.granted_role values ('of_another_server', 'read')"
}
mends() {
    run_fix "$1"
    q "select files.revoke_api_from('of_another_server'); drop role of_another_server"
    q "select files.grant_api_to(role::regrole, access) from app.kept where access <> 'worker'; drop table app.kept"
}
