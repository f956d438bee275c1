# shellcheck shell=bash disable=SC2034
symptom='404 `Entity not found`, though the row is there'
cause='the policies of the table that owns the files were dropped, or are for other roles'
cure='create one for `select` that lets users see their rows'
code=entity_type row='^row-level security of app.site: no policy lets a role that has the API read it: nobody sees files of site$'
breaks() { q 'alter policy site_select_by_organization on app.site to postgres'; }
sees() { uploads; }
seen='^404 .*Entity not found'
mends() {
    q 'alter policy site_select_by_organization on app.site to public'
    again=$(uploads)
    [[ $again == 200* ]] || printf '%s\n' "$again"
}
