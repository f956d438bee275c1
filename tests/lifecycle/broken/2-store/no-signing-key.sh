# shellcheck shell=bash disable=SC2034
symptom='Every upload and every URL: 503 `Signing key missing`'
cause='no worker has run for `signing_key_days`, or the database was restored'
cure='the statement in `fix`, which also says why it cannot; and a worker'
code=signing_key row='^signing key of bucket main: none for today'
breaks() { q 'delete from pgfiles.signing_key'; }
sees() { uploads; }
seen='^503 .*Signing key missing'
