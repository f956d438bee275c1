# shellcheck shell=bash disable=SC2034
symptom='Every call: 403, 42501 `query would be affected by row-level security policy`'
cause='`row_security` is off for the database or a role, which is for dumps'
cure='the statement in `fix`; PostgREST connects anew'
fresh=yes code=session row='^row_security of database app: off: every call fails$'
breaks() { q 'alter database app set row_security = off'; }
sees() { said as_alice broken 'select from files.files'; }
seen='query would be affected by row-level security'
