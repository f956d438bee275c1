# shellcheck shell=bash disable=SC2034
symptom='A setting has no effect'
cause='an older version took a value that is none, and a dump has brought it'
cure='the statement in `fix`, with the value that was meant'
code=setting row='^setting upload_expires_in: upload_expires_in takes a duration .*; 15 minutes is used$'
breaks() { q "set row_security = off; insert into pgfiles.setting values ('upload_expires_in', '10 munites')"; }
mends() {
    run_fix "$1"
    q "delete from pgfiles.setting where name = 'upload_expires_in'"
}
