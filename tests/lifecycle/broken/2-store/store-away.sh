# shellcheck shell=bash disable=SC2034
symptom='Files stay `uploaded`. Log: `jobs have to be tried again: store_unavailable`'
cause='the database server does not reach the store: `endpoint`, name service, firewall, proxy'
cure='mend it; jobs come back by themselves, at once with the statement in `fix`'
code=job row='^failing jobs: 1, for example store_unavailable: GET'
breaks() {
    PHOTO=$(waiting_photo)
    mode refuse
}
sees() {
    works
    printf '%s ' "$(status "$PHOTO")"
    logged
}
seen='^uploaded .*pgfiles: jobs have to be tried again: store_unavailable: GET in '
mends() {
    mode pass
    run_fix "$1"
    works
    [ "$(status "$PHOTO")" = ready ] || printf 'the photo is %s\n' "$(status "$PHOTO")"
    q "select pgfiles.probe_buckets('{main}')"
}
