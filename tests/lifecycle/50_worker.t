#!/usr/bin/env bash
# A worker that waits for the store holds nothing that others wait for. One that dies there, politely or
# not, loses nothing: its job is due again when the lease ends, and is finished once.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
W=$LIFE/worker

new_cluster worker
new_app worker
# Clients reach the store all the while; what changes is where workers look for it.
sql worker -c "update pgfiles.bucket set public_endpoint = endpoint;
    select from pgfiles.refresh_signing_keys()" >/dev/null
endpoint() { sql worker -c "update pgfiles.bucket set endpoint = '$1'"; }
value() { sql worker -c "select $1"; }

# silent_store: from now on workers find a store that never answers. Its process id is in SERVER.
silent_store() {
    local port
    port=$(free_port)
    in_background perl "$ROOT/tests/lifecycle/silent-server.pl" "$port" >"$W/silent" 2>&1
    SERVER=$!
    until_true 'the silent store listens' grep -q listening "$W/silent"
    endpoint "http://127.0.0.1:$port"
}
# start_worker SECONDS: its process id in PostgreSQL is in BACKEND, that of its client in WORKER.
start_worker() {
    in_background sql worker -c "call pgfiles.run_worker(max_seconds => $1)" >"$W/worker.log" 2>&1
    WORKER=$!
    runs() { [ -n "$(value "pid from pg_stat_activity where application_name = 'pgfiles worker'")" ]; }
    until_true 'the worker runs' runs
    BACKEND=$(value "pid from pg_stat_activity where application_name = 'pgfiles worker'")
}
# The store breaks off, so that Java returns: nothing in PostgreSQL can interrupt it.
break_off() {
    kill "$SERVER"
    wait "$WORKER" 2>/dev/null || true
}
has_status() { [ "$(value "status from pgfiles.file where id = '$2'")" = "$1" ]; }
# stuck_with FILE-NAME: a worker waits for the store with a file; the file's id is in FILE.
stuck_with() {
    start_worker 600
    FILE=$(upload worker "good $1")
    until_true 'the worker is up' has_status ready "$FILE"
    silent_store
    FILE=$(upload worker "$1")
    until_true 'the worker has the file' has_status processing "$FILE"
    until_true 'the worker is at the store' grep -q accepted "$W/silent"
}

# --- what it holds ----------------------------------------------------------------------------------
holds_nothing() {
    is "$(value "concat_ws(' ', state, wait_event_type) from pg_stat_activity where pid = $BACKEND")" active "$1: it is in Java"
    is "$(value "backend_xid from pg_stat_activity where pid = $BACKEND")" '' "$1: it has no transaction id"
    is "$(value "string_agg(concat_ws(' ', locktype, mode, relation::regclass), ', ') from pg_locks where pid = $BACKEND
        and (locktype not in ('virtualxid', 'relation') or relation in (select oid from pg_class
            where relnamespace in ('pgfiles'::regnamespace, 'files'::regnamespace, 'audit'::regnamespace)))")" '' \
        "$1: nor any lock on a table of ours"
    ok "$1: so that tables can be altered" sql worker <<'END'
begin;
lock table pgfiles.file, pgfiles.job, pgfiles.bucket, pgfiles.signing_key in access exclusive mode nowait;
END
    printf '# backend_xmin is %s\n' "$(value "case when backend_xmin is null then 'null' else 'set: vacuum waits' end
        from pg_stat_activity where pid = $BACKEND")"
}
silent_store
start_worker 0
until_true 'the worker is at the store' grep -q accepted "$W/silent"
holds_nothing 'while a worker warms up'
is "$(as_alice worker "select count(*) from files.generate_upload_url(file_name => 'x', file_type => 'image/png', file_size => 1)")" 1 \
    'while a worker warms up: others can sign'
break_off
endpoint "$S3_ENDPOINT"

stuck_with waiting.jpg
holds_nothing 'while a worker waits for a file'
ok 'while a worker waits for a file: it can be deleted' sql worker -c "begin" -c "set local lock_timeout = '1s'" \
    -c "delete from pgfiles.file where id = '$FILE'" -c rollback

# --- when it dies there -----------------------------------------------------------------------------
# finished_once FILE HOW: the store is back, and the lease ends. Workers go on until it is done, and one more finds nothing to do.
finished_once() {
    local announced=$W/announced
    : >"$announced"
    endpoint "$S3_ENDPOINT"
    sql worker -c 'update pgfiles.job set leased_until = now()'
    try() {
        sql worker -c 'listen file_processed' -c 'call pgfiles.run_worker(max_seconds => 0)' >>"$announced"
        has_status ready "$1"
    }
    until_true 'the job is done' try "$1"
    try "$1" || true
    is "$(value "concat_ws(' ', status, (select count(*) from jsonb_object_keys(f.variants)),
        (select count(*) from pgfiles.job)) from pgfiles.file f where id = '$1'")" 'ready 3 0' \
        "$2: the file becomes ready, with three variants, and no job is left"
    is "$(grep -c "$1" "$announced")" 1 "$2: which is announced once"
    is "$(objects worker "$1")" 'original.jpg thumbnail_large.jpg thumbnail_medium.jpg thumbnail_small.jpg' "$2: no variant is twice in the store"
    is "$(value '* from pgfiles.stuck')" '' "$2: nothing is stuck"
}
left_behind() {
    value "concat_ws(' ', f.status, j.attempts, j.died_at) from pgfiles.file f join pgfiles.job j on j.file_id = f.id
        where f.id = '$1'"
}
is "$(value "pg_terminate_backend($BACKEND)")" t 'the worker is told to go'
break_off
like "$(cat "$W/worker.log")" 'terminating connection due to administrator command' 'and goes'
is "$(left_behind "$FILE")" 'processing 1' 'its job is as it was when it was claimed'
finished_once "$FILE" 'a worker that was told to go'

stuck_with crash.jpg
kill -9 "$BACKEND"
break_off
recovered() { value 1; }
until_true 'PostgreSQL recovers' recovered
is "$(left_behind "$FILE")" 'processing 1' 'after a crash the job is as it was when it was claimed'
finished_once "$FILE" 'a worker that crashed'

# --- what clients do wrong --------------------------------------------------------------------------
missing=$(upload_request worker missing.jpg | jq -r .file_id)
as_alice worker "select from files.confirm_upload('$missing')"
larger=$(upload worker larger.jpg)
text=$(upload worker text.jpg)
object() { printf '%s/%s' "$S3_FOLDER" "$(value "s3_original_key from pgfiles.file where id = '$1'")"; }
printf 'x' >>"$(object "$larger")"
head -c "$(stat -c %s "$(photo)")" < <(yes 'not an image') >"$(object "$text")"
work worker
is "$(value "string_agg(concat_ws(' ', file_name, status, status_reason), ', ' order by file_name) from pgfiles.file
    where id in ('$missing', '$larger', '$text')")" \
    'larger.jpg rejected size_mismatch, missing.jpg rejected object_missing, text.jpg rejected not_an_image' \
    'what is not there, not of its size, or no image is rejected'
is "$(value 'count(*) from pgfiles.job')" 0 'for good: no job is left'
done_testing
