#!/usr/bin/env bash
# Set-ups that somebody has broken. Each file of tests/lifecycle/broken breaks one thing: somebody notices, a row of files.doctor() names it,
# the row's fix is carried out as it stands, and then nothing is wrong. docs/how-to/find-out-what-is-wrong.md is made from the same files.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
TABLE=$ROOT/tests/lifecycle/broken
B=$LIFE/broken

# What breaking and mending says is nobody's to read, what they test is.
exec 3>&1
eval "$(declare -f result | sed '1s/result/result_aloud/')"
result() { result_aloud "$@" >&3; }

# --- what the files of the table use ---------------------------------------------------------------------
q() { sql broken -c "$1"; }
# said COMMAND...: all that it says, also if it fails.
said() { "$@" 2>&1 || true; }
# A session that stays, because its Java has warmed up, unless a file of the table says fresh=yes: then each time another one, which has
# the settings of now.
fresh=yes
meet() {
    coproc SESSION { sql broken -v ON_ERROR_STOP=0 2>&1; }
    # Subshells do not inherit those of a coprocess.
    exec {SESSION_OUT}<&"${SESSION[0]}" {SESSION_IN}>&"${SESSION[1]}"
    eval "exec ${SESSION[0]}<&- ${SESSION[1]}>&-"
    # shellcheck disable=SC2153 # It is the coprocess's.
    SESSION_ID=$SESSION_PID
}
leave() {
    exec {SESSION_IN}>&- {SESSION_OUT}<&-
    wait "$SESSION_ID" || true
}
ask() {
    local line end=$RANDOM$RANDOM
    if [ -n "$fresh" ]; then
        said sql broken -c "$1"
        return
    fi
    printf '%s;\n\\echo end %s\n' "$1" "$end" >&"$SESSION_IN"
    while read -r line <&"$SESSION_OUT" && [ "$line" != "end $end" ]; do printf '%s\n' "$line"; done
}
works() {
    WORKED_AT=$SECONDS
    ask 'call pgfiles.run_worker(max_seconds => 0)'
}
reload() { q 'select pg_reload_conf()' >/dev/null; }
# Settings of the server, as somebody would set them in postgresql.conf; alter reset takes all of them back.
alter() {
    if [ "$1" = reset ]; then sql broken -c 'alter system reset all'; else sql broken -c "alter system set $1"; fi
    reload
}
restart() {
    leave
    pg_control broken restart -m immediate
    meet
}
setting() { sql broken -c "select current_setting('$1')"; }
# request METHOD PATH [JSON]: as alice, through PostgREST: the status, and the body.
# After a restart of the server it connects anew.
request() {
    local status
    for _ in {1..50}; do
        status=$(curl --noproxy '*' -sS -m 20 -o "$B/answer" -w '%{http_code}' -X "$1" -H "Authorization: Bearer $TOKEN" \
            -H 'Content-Type: application/json' ${3:+-d "$3"} "$API$2")
        grep -qE '"PGRST00[0-3]"|"57P0[0-9]"' "$B/answer" || break
        sleep 0.1
    done
    printf '%s %s' "$status" "$(cat "$B/answer")"
}
uploads() {
    request POST /rpc/generate_upload_url "{\"entity_type\":\"site\",\"entity_id\":\"$APP_SITE\",\"file_name\":\"a.jpg\",\"file_type\":\"image/jpeg\",\"file_size\":$(stat -c %s "$(photo)")}"
}
# A photo that waits for a worker; its job is due.
waiting_photo() {
    local request file
    request=$(uploads)
    request=$(jq 'if type == "array" then .[0] else . end' <<<"${request#* }")
    file=$(jq -r .file_id <<<"$request")
    put "$(photo)" "$request" >/dev/null
    request POST /rpc/confirm_upload "{\"file_id\":\"$file\"}" >/dev/null
    printf '%s' "$file"
}
status() { q "select status from pgfiles.file where id = '$1'"; }
logged() { tail -c +"$((LOG_AT + 1))" "$B/postgres.log"; }

# --- the doctor ---------------------------------------------------------------------------------------------
# What is not well, as JSON: a row a line.
complaints() { ask 'select to_jsonb(d) from files.doctor() d where not d.is_ok'; }
# run_fix FIX: as it stands, comment and all.
run_fix() { sql broken <<<"$1" >/dev/null; }

# --- one of the table ------------------------------------------------------------------------------------------
try() {
    local name=${1#"$TABLE/"} found row fix left
    unset -f breaks sees mends
    # shellcheck disable=SC2034 # For the page.
    symptom='' seen='' code='' row='' only='' lacks='' fresh=''
    mends() { run_fix "$1"; }
    # shellcheck source=/dev/null
    . "$1"
    name=${name%.sh}
    if [ -n "$only" ] && [ "$only" != "$RUNTIME" ]; then
        result 0 "$name # SKIP on the runtime $RUNTIME: $lacks"
        return
    elif [ "$(type -t is_possible)" = function ] && ! is_possible; then
        result 0 "$name # SKIP $lacks"
        unset -f is_possible
        return
    fi
    unset -f is_possible
    LOG_AT=$(stat -c %s "$B/postgres.log")
    breaks >/dev/null
    if [ "$(type -t sees)" = function ]; then like "$(sees)" "$seen" "$name: it is noticed"; fi
    found=$(complaints)
    fix=$(jq -r --arg code "$code" --arg row "$row" \
        'select(.code == $code and ("\(.subject): \(.finding)" | test($row))) | .fix' <<<"$found" 2>/dev/null | head -n 1) || true
    if [ -n "$fix" ]; then result 0 "$name: the doctor names it"; else
        result 1 "$name: the doctor names it"
        diag "no row of code $code is like: $row"
        diag "$found"
    fi
    said mends "$fix" >"$B/fix"
    # That no worker was there for two minutes is the fault of nobody.
    [ $((SECONDS - WORKED_AT)) -lt 90 ] || works >/dev/null
    # Workers ask for a lease again within a minute.
    end=$((SECONDS + 70))
    while true; do
        left=$(complaints | jq -r '"\(.code) \(.subject): \(.finding)"' 2>&1) || true
        [[ $left == "lease lease of "* && $left != *$'\n'* && $SECONDS -lt $end ]] || break
        sleep 2
        works >/dev/null
    done
    is "$left" '' "$name: its fix mends it"
    [ -z "$left" ] || diag "the fix was: $fix"$'\n'"it said: $(cat "$B/fix")"
}

# --- a set-up that is well ----------------------------------------------------------------------------------------
new_cluster broken
sql broken/postgres -c 'create database app'
HAS_CRON=$(sql broken -c "select 1 from pg_available_extensions where name = 'pg_cron'")
if [ -n "$HAS_CRON" ]; then
    # Its database must be there before it starts. By a name of no port that somebody else might have.
    cluster_conf broken "shared_preload_libraries = 'pg_cron'
cron.database_name = 'app'
cron.host = '$B'"
    pg_control broken restart -m fast
    sql broken -c 'create extension pg_cron'
fi
sql broken -v s3_endpoint="$S3_ENDPOINT" -v bucket="$S3_BUCKET" -v region="$S3_REGION" -v authenticator_password=unused \
    -c 'create extension pgfiles cascade' -f "$STACK_DIR/app.sql" >>"$B/psql.log" 2>&1

# The store, as one that fails when told to.
port=$(free_port)
mode() { printf '%s\n' "$1" >"$B/mode"; }
mode pass
in_background perl "$(dirname "${BASH_SOURCE[0]}")/faulty-proxy.pl" "$port" "${S3_ENDPOINT##*:}" "$B/mode"
sql broken -c "update pgfiles.bucket set public_endpoint = endpoint, endpoint = 'http://127.0.0.1:$port'"

API=http://127.0.0.1:$(free_port)
TOKEN=$("$STACK_DIR/jwt" "$LIFE_STACK" "$ALICE")
cat >"$B/postgrest.conf" <<END
db-uri = "host=$B port=5432 dbname=app user=authenticator"
db-schemas = "files"
db-anon-role = "anon"
db-pre-request = "pgfiles.pre_request"
jwt-secret = "$JWT_SECRET"
server-host = "127.0.0.1"
server-port = ${API##*:}
log-level = "crit"
END
in_background "$POSTGREST" "$B/postgrest.conf" >"$B/postgrest.log" 2>&1
photo >/dev/null
# As an administrator would after installing.
[ "$RUNTIME" != pljava ] || q 'select pgfiles.archive_classes()' >/dev/null
works >/dev/null
answers() { [ "$(http_status "$API/")" != 000 ]; }
until_true 'PostgREST answers' answers
like "$(uploads)" '^200 ' 'the set-up is well: alice may upload'
FILE=$(waiting_photo)
works >/dev/null
is "$(status "$FILE")" ready 'and her photo is looked at'
is "$(complaints)" '' 'and the doctor has nothing to say'

meet
WORDS=("$@")
is_chosen() {
    local word
    for word in "${WORDS[@]}"; do [[ $1 != *"$word"* ]] || return 0; done
    [ ${#WORDS[@]} = 0 ]
}
for case in "$TABLE"/*/*.sh; do
    if is_chosen "$case"; then try "$case"; [ -z "${BROKEN_TIMES:-}" ] || diag "$SECONDS s: $case"; fi
done
leave
done_testing
