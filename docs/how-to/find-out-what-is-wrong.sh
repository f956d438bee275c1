#!/usr/bin/env bash
# The page find-out-what-is-wrong.md, see docs/generate: its tables are those that tests/lifecycle/71_broken.t breaks and mends, a file of
# tests/lifecycle/broken each.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../tests/lifecycle/broken"

# A cell: a bar would end it.
cell() { printf '%s' "${1//|/\\|}"; }
group() {
    local file
    printf '\n## %s\n\n| what is seen | code | row of the doctor | cause | cure |\n|---|---|---|---|---|\n' "$2"
    for file in "$1"/*.sh; do
        (
            symptom='' code='' row='' cause='' cure=''
            # shellcheck source=/dev/null
            . "$file"
            subject=${row#^}
            subject=${subject%%:*} subject=${subject%\$}
            # shellcheck disable=SC2016 # Code, in Markdown.
            printf '| %s | `%s` | `%s` | %s | %s |\n' "$(cell "$symptom")" "$code" "$(cell "$subject")" "$(cell "$cause")" "$(cell "$cure")"
        )
    done
}

cat <<'END'
<!-- Written by docs/generate from tests/lifecycle/broken. -->

# Find out what is wrong

```sql
select * from files.doctor() where not is_ok;
```

Each row says what was found and has its `fix`. A fix that is SQL can be run as it stands; what follows `--` in it is for you. Begin at the
top: without Java there is no key, and without a key no upload. [Who may ask](run-the-worker.md#look-at-it).

Every line of these tables is a test: it is broken, found by the row, and mended by its fix.
END
group 1-java 'Java'
group 2-store 'Store, bucket, credentials'
group 3-workers 'Workers'
group 4-clients 'Clients and their rows'
group 5-database 'The database'
cat <<'END'

## What the doctor cannot know

| what is seen | cause | cure |
|---|---|---|
| `create extension`: `a schema files is there already` and the like | what is in the database already | what its HINT says; `no schema has been selected`: `create extension pgfiles schema public cascade` |
| `create extension` prints a WARNING about JEP 411 | PL/Java on Java 17 | none: it is harmless until Java 24, which is not to be used |
| 406 `PGRST106` | PostgREST's `db-schemas` lacks `files` | add it, and send `SIGUSR2` or restart |
| 404 `PGRST202` | an argument is misspelt; or PostgREST has not read the schema since an upgrade | [the arguments](../reference/api.md); `notify pgrst, 'reload schema'`, behind PgBouncer `SIGUSR1` |
| 401 `PGRST301`, `PGRST302`, `PGRST303` | the token has expired, or another secret has signed it | a new one; `jwt-secret` |
| 401, 42501 | no token, or one without `role` | send it; [the token](../install.md#postgrest) |
| 404 `Entity not found` of a row that is there | the caller may not see it by his row-level security, or his token lacks the claims that it reads | the policies; [paths of the claims](../reference/configuration.md#settings) |
| 403 `Not allowed` | he may see it and not update it | the policies for `update`, and `grant update` |
| a page's PUT fails without an answer | the bucket has no CORS rules for the page's origin | [some](../install.md#the-bucket) |
| 403 from the store, and the doctor's rows are well | the client sends other headers than it was told, or an expired URL | exactly `headers` of the answer; `files.renew_upload` |
| 403 from the store, since the key was changed | URLs are signed with the old key until workers derive new ones, each hour | `select * from pgfiles.refresh_signing_keys()` |
| 401 of PostgREST or 500 with a Java class in it, to some requests only | a connection that is older than a change of `pljava.*` | PostgREST connects anew when it is restarted |
| `pg_dump: error: permission denied` as somebody who is no superuser | he does not own our tables | [as whom to dump](upgrade.md#back-up) |
| `permission denied for function doctor` | it is for DBAs | [grant it](run-the-worker.md#look-at-it) |

Codes of answers are in [errors](../reference/errors.md), `status_reason` in [status reasons](../reference/status-reasons.md). What a worker
meets it writes into the server's log, as a warning that begins with `pgfiles:`: once, again when it has changed, and after an hour.
END
