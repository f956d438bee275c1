# shellcheck shell=bash disable=SC2034
symptom='Files stay `uploaded`'
cause='the function of a hook was dropped'
cure='create it again, or do without: the statement in `fix`'
code=hook row='^hook look: there is no function app.look'
breaks() {
    q 'create function app.look(file pgfiles.file, head bytea) returns pgfiles.verdict language sql as $$ select null::pgfiles.verdict $$'
    q "insert into pgfiles.hook (name, sql_function) values ('look', 'app.look'); drop function app.look"
}
mends() {
    run_fix "$1"
    q "delete from pgfiles.hook where name = 'look'"
}
