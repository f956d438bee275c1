# shellcheck shell=bash disable=SC2034
symptom='404 `Entity not found`, though the row is there'
cause='the role of the users may not read the table that owns the files, or its schema'
cure='the statements in `fix`: grants on that table are the application'\''s'
code=entity_type row='^entity type site: no role that has the API may read app.site: nobody sees its files$'
breaks() {
    q 'revoke select, update on app.site from authenticated, api_user, api_editor, api_admin; revoke usage on schema app from authenticated'
}
sees() { uploads; }
seen='^404 .*Entity not found'
mends() {
    run_fix "$1"
    q 'grant update on app.site to authenticated'
    again=$(uploads)
    [[ $again == 200* ]] || printf '%s\n' "$again"
}
