# shellcheck shell=bash disable=SC2034
symptom='Files stay `uploaded`. Log: `jobs have to be tried again: hook_failed: look: division by zero`'
cause='a hook raises an error at every file'
cure='mend its function; jobs come back by themselves, at once with the statement in `fix`'
code=job row='^failing jobs: 1, for example hook_failed: look: division by zero'
breaks() {
    q 'create function app.look(file pgfiles.file, head bytea) returns pgfiles.verdict language plpgsql as $$ begin perform 1 / 0; end $$'
    q "insert into pgfiles.hook (name, sql_function) values ('look', 'app.look')"
    PHOTO=$(waiting_photo)
}
sees() {
    works
    printf '%s ' "$(status "$PHOTO")"
    logged
}
seen='^uploaded .*pgfiles: jobs have to be tried again: hook_failed: look: division by zero'
mends() {
    q "delete from pgfiles.hook where name = 'look'; drop function app.look"
    run_fix "$1"
    works
}
