#!/usr/bin/env bash
# Every block of SQL of every page, in the page's order, as a reader would run it: README and docs/install.md in an empty database, the others in one
# that docs/install.md has set up. Then the page's blocks for the shell, with a PostgREST, a photo that is alice's and her token; but those of
# which pages/not-run.tsv says why not: page, beginning, reason. What stands for something of the reader's is filled in by pages/NAME.sed, and what a
# page takes for granted (tables of the application, files) is there by pages/NAME.sql, for all that call PostgREST by pages/shell.sql.
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

# A folder like a clone with its demo.
D=$C/clone
mkdir -p "$D/.dev/demo" "$D/tests/stack"
cp "$(photo)" "$D/.dev/photo.jpg"
cp "$(photo)" "$D/photo.jpg"
# shellcheck disable=SC2016 # Expanded by the page's call.
printf '#!/bin/sh\nexec "%s" .dev/demo/env "$2"\n' "$STACK_DIR/jwt" >"$D/tests/stack/jwt"
chmod +x "$D/tests/stack/jwt"
start_api() {
    API=http://127.0.0.1:$(free_port)
    printf 'JWT_SECRET=%s\nPOSTGREST_URL=%s\n' "$JWT_SECRET" "$API" >"$D/.dev/demo/env"
    sed -E "s#^server-port = .*#server-port = ${API##*:}#; s#^db-uri = .*#db-uri = \"host=$C port=5432 dbname=app user=authenticator\"#
        /^admin-server-port = /d" "$POSTGREST_CONFIG" >"$C/postgrest.conf"
    in_background "$POSTGREST" "$C/postgrest.conf" >"$C/postgrest.log" 2>&1
    API_PID=$!
    api_answers() { [[ $(http_status "$API/") =~ ^(200|401)$ ]]; }
    until_true 'PostgREST answers' api_answers
}
# put_file, use_file: one of alice's, before the page sends her files elsewhere, and what becomes of it with what the page has set.
put_file() {
    local request
    request=$(as_alice pages "select to_jsonb(u) from files.generate_upload_url(file_name => 'photo.jpg', file_type => 'image/jpeg',
        file_size => $(stat -c %s "$(photo)")) u")
    [ "$(put "$(photo)" "$request")" = 200 ] || fail 'the photo was not taken'
    FILE=$(jq -r .file_id <<<"$request")
}
use_file() {
    as_alice pages "select from files.confirm_upload('$FILE')" >/dev/null
    file_is_ready() { work pages && [ "$(sql pages -c "select status from pgfiles.file where id = '$FILE'")" = ready ]; }
    until_true 'the photo is ready' file_is_ready
}
is_excused() { # PAGE BLOCK
    local page beginning
    while IFS=$'\t' read -r page beginning _; do
        if [ "$page" = "$1" ] && [[ $2 == "$beginning"* ]]; then
            printf '%s\t%s\n' "$page" "$beginning" >>"$C/excused"
            return
        fi
    done <"$PAGES/not-run.tsv"
    return 1
}
# shell_blocks PAGE: what is to be run.
shell_blocks() {
    local number block
    for ((number = 1; ; number++)); do
        block=$(blocks sh "$1" "$number" | sed 's/^   //')
        [ -n "$block" ] || break
        is_excused "${1#"$ROOT"/}" "$block" || printf '%s\n' "$block"
    done
}
# run_shell PAGE: its first error, or nothing.
run_shell() {
    local name fill=()
    name=$(basename "$1" .md)
    [ ! -f "$PAGES/$name.sed" ] || fill=(-f "$PAGES/$name.sed")
    {
        printf 'set -euo pipefail\nexport PATH=%q PGHOST=%q PGPORT=5432\n' "$PG_BIN:$PATH" "$C"
        printf 'POSTGREST_URL=%q TOKEN=%q SITE=%q FILE=%q JWT_SECRET=%q\n' "$API" "$("$STACK_DIR/jwt" "$LIFE_STACK" "$ALICE")" "$APP_SITE" "$FILE" "$JWT_SECRET"
        # shellcheck disable=SC2016 # Its own arguments.
        printf 'curl() { command curl --noproxy "*" -fsS "$@"; }\n'
        shell_blocks "$1" | sed -E "${fill[@]}" -e ''
    } >"$C/page.sh"
    (cd "$D" && bash "$C/page.sh" >"$C/page.out" 2>"$C/page.err") || head -n 1 "$C/page.err"
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
for page in "$ROOT"/{README,docs/install,docs/how-to/*}.md; do
    [ -n "$(shell_blocks "$page")" ] || continue
    back_to installed
    sql pages -f "$PAGES/shell.sql" >/dev/null
    put_file
    run "$page" >/dev/null
    use_file
    start_api
    is "$(run_shell "$page")" '' "${page#"$ROOT"/}, in a shell"
    kill "$API_PID"
done
is "$(cut -f 1,2 "$PAGES/not-run.tsv" | grep -vxFf "$C/excused" || true)" '' 'what is not run is there still'

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
# Other tests count what there is.
stack "delete from pgfiles.file where entity_type = 'Issue'; delete from pgfiles.entity_type where name = 'Issue'"
done_testing
