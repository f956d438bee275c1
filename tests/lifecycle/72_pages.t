#!/usr/bin/env bash
# Every block of SQL of every page, in the page's order, as a reader would run it: README and docs/install.md in an empty database, the others in one
# that docs/install.md has set up. What stands for something of the reader's is filled in by pages/NAME.sed, and what a page takes for
# granted (tables of the application, files) is there by pages/NAME.sql.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
PAGES=$ROOT/tests/lifecycle/pages
C=$LIFE/pages

new_cluster pages "shared_preload_libraries = 'pg_cron'
cron.database_name = 'app'
cron.host = '$C'"
sql pages/postgres -c 'create database app'
# A picture of one pixel.
base64 -d >"$C/logo.png" <<<'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
chmod 644 "$C/logo.png"
# keep NAME: the cluster as it is now; back_to NAME: once more. A stopped cluster is a folder.
keep() {
    pg_control pages stop -m fast
    cp -a "$C/data" "$C/$1"
}
back_to() {
    [ ! -f "$C/data/postmaster.pid" ] || pg_control pages stop -m immediate
    rm -rf "$C/data"
    cp -a "$C/$1" "$C/data"
    start_cluster pages
}
# run PAGE: its first error, or nothing.
run() {
    local name fill=()
    name=$(basename "$1" .md)
    [ ! -f "$PAGES/$name.sql" ] || sql pages -f "$PAGES/$name.sql" >/dev/null
    [ ! -f "$PAGES/$name.sed" ] || fill=(-f "$PAGES/$name.sed")
    blocks sql "$1" | sed -E -e "s#'my-bucket'#'$S3_BUCKET'#; s#\.dev/photo.jpg#$(photo)#" "${fill[@]}" |
        sed -e "s#@PHOTO@#$(photo)#; s#@LOGO@#$C/logo.png#" >"$C/page.sql"
    sql pages -f "$C/page.sql" 2>&1 >/dev/null | grep -E 'ERROR|FATAL|No such file' | head -n 1 || true
}

keep empty
for page in README.md docs/install.md; do
    back_to empty
    is "$(run "$ROOT/$page")" '' "$page, in an empty database"
done
# The store of the tests is not at AWS.
sql pages -c "update pgfiles.bucket set endpoint = '$S3_ENDPOINT', is_path_style = true, region = '$S3_REGION'" -c 'select from pgfiles.refresh_signing_keys()'
keep installed
for page in "$ROOT"/docs/how-to/*.md; do
    [ -n "$(blocks sql "$page")" ] || continue
    back_to installed
    is "$(run "$page")" '' "${page#"$ROOT"/}"
done

# What clients of older services send, as that page has it, to the stack's database.
page=docs/how-to/replace-a-signing-service.md
alone
stack() { "$PG_BIN/psql" -XqAt -c "$1"; }
SITE=$(stack "insert into app.site (organization_id, name) values ('acme', 'page') returning id")
stack "insert into pgfiles.entity_type (name, table_name) values ('Issue', 'app.site') on conflict do nothing"
another_postgrest "$C" files_legacy,files
{
    printf 'set -euo pipefail\nexport no_proxy="*" POSTGREST_URL=%q TOKEN=%q SITE=%q\n' "$API" "$("$STACK_DIR/jwt" "$LIFE_STACK" "$ALICE")" "$SITE"
    blocks sh "$ROOT/$page" | sed "s#\.dev/photo.jpg#$(photo)#"
} >"$C/page.sh"
grid=$(bash "$C/page.sh" 2>"$C/page.err") || diag "$(cat "$C/page.err")"
is "$(jq -r '.[0] | "\(.file_name) \(.thumbnail_status | IN("pending", "processing", "completed")) \(.original_url != "")"' <<<"$(tail -n 1 <<<"$grid")")" \
    'photo.jpg true true' "$page: its calls"
done_testing
