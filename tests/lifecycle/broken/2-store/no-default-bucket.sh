# shellcheck shell=bash disable=SC2034
symptom='Every upload: 503 `No bucket configured`'
cause='no row of `pgfiles.bucket` is the default one'
cure='the statement in `fix`'
code=bucket row='^default bucket: none$'
breaks() { q 'update pgfiles.bucket set is_default = false'; }
sees() { uploads; }
seen='^503 .*No bucket configured'
mends() {
    run_fix "$1"
    works
}
