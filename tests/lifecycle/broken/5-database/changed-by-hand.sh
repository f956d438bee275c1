# shellcheck shell=bash disable=SC2034
symptom='A restored database lacks rows: `COPY` of one of our tables fails'
cause='somebody has added a column to one of our tables; a dump has none of it but its values'
cure='keep what is your own in [tables beside ours](upgrade.md)'
code=drift row='^tables of pgfiles: 1 changed by hand, for example column our_note of pgfiles.file'
breaks() { q 'alter table pgfiles.file add column our_note text'; }
mends() { q 'set pgfiles.allow_drop = on; alter table pgfiles.file drop column our_note cascade'; }
