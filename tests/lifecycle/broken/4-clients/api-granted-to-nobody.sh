# shellcheck shell=bash disable=SC2034
symptom='401 or 403, 42501 `permission denied for schema files`'
cause='`files.grant_api_to` was not called for the role that tokens name'
cure='`select files.grant_api_to('\''authenticated'\'')`'
code=api row='^API: granted to no role: PostgREST answers 42501$'
breaks() {
    GRANTED=$(q "select string_agg(format('select files.grant_api_to(%L, %L);', role, access), ' ') from pgfiles.granted_role where access <> 'worker'")
    q "select files.revoke_api_from(g.role::regrole) from pgfiles.granted_role g where g.access <> 'worker'"
}
sees() { request GET /files; }
seen='^40[13] .*42501.*permission denied'
mends() {
    run_fix "$1"
    run_fix "$GRANTED"
}
