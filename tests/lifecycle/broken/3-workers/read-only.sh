# shellcheck shell=bash disable=SC2034
symptom='Uploads: 405 `cannot execute INSERT in a read-only transaction`; workers are refused at their start'
cause='`default_transaction_read_only` of the database'
cure='the statement in `fix`'
fresh=yes code=session row='^default_transaction_read_only of database app: on: nothing can be uploaded$'
breaks() { q 'alter database app set default_transaction_read_only = on'; }
sees() { works; }
seen='default_transaction_read_only is on in this session'
mends() { sql broken/postgres <<<"$1" >/dev/null; }
