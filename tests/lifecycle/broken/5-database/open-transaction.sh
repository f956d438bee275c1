# shellcheck shell=bash disable=SC2034
symptom='A call hangs, or 500 with `canceling statement due to lock timeout`, for one user or one organization'
cause='somebody uploads in a transaction and leaves it open: a debugger, a lost connection, an application that makes a transaction around its own work'
cure='the statement in `fix`, and the timeouts of [install](../install.md#postgrest)'
code=transaction row='^open transaction of postgres: session [0-9]+ has written to .*rate_limit.* and then done nothing for 00:00:1'
an_upload() {
    printf '%s\n' "set role authenticated; set request.jwt.claims = '$ALICE';
        select from files.generate_upload_url(file_name => 'a.jpg', file_type => 'image/jpeg', file_size => 1);"
}
breaks() {
    exec {OPEN}> >(sql broken >/dev/null 2>&1 3>&-)
    printf 'begin;\n%s\n' "$(an_upload)" >&"$OPEN"
    sleep 11
}
sees() { said sql broken -c "set lock_timeout = '1s'; $(an_upload)"; }
seen='canceling statement due to lock timeout'
mends() {
    run_fix "$1"
    exec {OPEN}>&-
}
