# shellcheck shell=bash disable=SC2034
symptom='Users see files of rows that are not theirs'
cause='the table that owns them has no row-level security'
cure='the statement in `fix`, with policies'
code=entity_type row='^row-level security of app.site: off: whoever may read the table sees all files of site'
breaks() { q 'alter table app.site disable row level security'; }
