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
    insert into pgfiles.setting (name, value) values ('job_lease', '1 second');
    select from pgfiles.refresh_signing_keys()" >/dev/null
endpoint() { sql worker -c "update pgfiles.bucket set endpoint = '$1'"; }
value() { sql worker -c "select $1"; }

# at_the_store: a worker takes up a file and waits for a store that never answers. Sets BACKEND, its process id in
# PostgreSQL, WORKER, that of its client, and SERVER, that of the store.
at_the_store() {
    local port
    port=$(free_port)
    in_background perl "$ROOT/tests/lifecycle/silent-server.pl" "$port" >"$W/silent" 2>&1
    SERVER=$!
    until_true 'the silent store listens' grep -q listening "$W/silent"
    endpoint "http://127.0.0.1:$port"
    in_background sql worker -c 'call pgfiles.run_worker(max_seconds => 0)' >"$W/worker.log" 2>&1
    WORKER=$!
    until_true 'the worker is at the store' grep -q accepted "$W/silent"
    BACKEND=$(value "pid from pg_stat_activity where application_name = 'pgfiles worker'")
}
# The store breaks off, so that Java returns: nothing in PostgreSQL can interrupt it.
break_off() {
    kill "$SERVER"
    wait "$WORKER" 2>/dev/null || true
}

# --- what it holds ----------------------------------------------------------------------------------
file=$(upload worker waiting.jpg)
at_the_store
is "$(value "concat_ws(' ', state, wait_event_type) from pg_stat_activity where pid = $BACKEND")" active 'the worker is in Java'
is "$(value "status from pgfiles.file where id = '$file'")" processing 'all can see that the file is being processed'
is "$(value "backend_xid from pg_stat_activity where pid = $BACKEND")" '' 'it has no transaction id'
is "$(value "string_agg(concat_ws(' ', locktype, mode, relation::regclass), ', ') from pg_locks where pid = $BACKEND
    and (locktype not in ('virtualxid', 'relation') or relation in (select oid from pg_class
        where relnamespace in ('pgfiles'::regnamespace, 'files'::regnamespace, 'audit'::regnamespace)))")" '' \
    'nor any lock on a table of ours'
ok 'so that tables can be altered meanwhile' sql worker <<'END'
begin;
lock table pgfiles.file, pgfiles.job, pgfiles.bucket in access exclusive mode nowait;
END
ok 'and files be deleted' sql worker -c "begin" -c "set local lock_timeout = '1s'" -c "delete from pgfiles.file where id = '$file'" -c rollback
printf '# backend_xmin is %s\n' "$(value "case when backend_xmin is null then 'null' else 'set: vacuum waits for the batch' end
    from pg_stat_activity where pid = $BACKEND")"

# --- when it dies there -----------------------------------------------------------------------------
# finished_once FILE HOW: the store is back, and the job, after its lease. Workers go on until it is done, and one more
# finds nothing to do.
finished_once() {
    local announced=$W/announced
    : >"$announced"
    endpoint "$S3_ENDPOINT"
    try() {
        sql worker -c 'listen file_processed' -c 'call pgfiles.run_worker(max_seconds => 0)' >>"$announced"
        [ "$(value "status from pgfiles.file where id = '$1'")" = ready ]
    }
    until_true 'the job is done' try "$1"
    try "$1" || true
    is "$(value "concat_ws(' ', status, (select count(*) from jsonb_object_keys(f.variants)),
        (select count(*) from pgfiles.job)) from pgfiles.file f where id = '$1'")" 'ready 3 0' \
        "$2: the file becomes ready, with three variants, and no job is left"
    is "$(grep -c "$1" "$announced")" 1 "$2: which is announced once"
}
left_behind() {
    value "concat_ws(' ', f.status, j.attempts, j.is_dead) from pgfiles.file f join pgfiles.job j on j.file_id = f.id
        where f.id = '$1'"
}
is "$(value "pg_terminate_backend($BACKEND)")" t 'the worker is told to go'
break_off
like "$(cat "$W/worker.log")" 'terminating connection due to administrator command' 'and goes'
is "$(left_behind "$file")" 'processing 1 f' 'its job is as it was when it was claimed'
finished_once "$file" 'a worker that was told to go'

file=$(upload worker crash.jpg)
at_the_store
kill -9 "$BACKEND"
break_off
recovered() { value 1; }
until_true 'PostgreSQL recovers' recovered
is "$(left_behind "$file")" 'processing 1 f' 'after a crash the job is as it was when it was claimed'
finished_once "$file" 'a worker that crashed'

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
