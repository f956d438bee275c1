# shellcheck shell=bash disable=SC2034
symptom='404 `Entity not found`, and nobody sees anything, as if nobody had signed in'
cause='policies read claims as `request.jwt.claim.NAME`, which PostgREST sets no more'
cure='the statement in `fix`, where `db-pre-request` is ours; or `current_setting('"'request.jwt.claims'"', true)::json` in the policies'
code=claim row='^policy old_style on app.site: reads request.jwt.claim.role, which PostgREST does not set'
breaks() { q "create policy old_style on app.site as restrictive using (current_setting('request.jwt.claim.role', true) = 'authenticated')"; }
sees() { uploads; }
seen='^404 .*Entity not found'
mends() {
    run_fix "$1"
    again=$(uploads)
    [[ $again == 200* ]] || printf '%s\n' "$again"
    q 'drop policy old_style on app.site'
    q "delete from pgfiles.setting where name = 'old_style_claims'"
}
