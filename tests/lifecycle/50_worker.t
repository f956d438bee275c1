#!/usr/bin/env bash
# A worker that waits for the store holds nothing that others wait for, and ends when it is asked to. One that dies there,
# politely or not, loses nothing: the next worker does its jobs at once, and each is finished once. A job that kills its
# worker again and again takes no other along.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
W=$LIFE/worker

new_cluster worker
new_app worker
# Clients reach the store all the while; what changes is where workers look for it.
# A store that says nothing gives no lease.
sql worker -c "update pgfiles.bucket set public_endpoint = endpoint;
    insert into pgfiles.setting values ('lease_required', 'off');
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
# start_worker SECONDS: its process id in PostgreSQL is in BACKEND.
start_worker() {
    in_background sql worker -c "call pgfiles.run_worker(max_seconds => $1)" >"$W/worker.log" 2>&1
    runs() { [ -n "$(value "pid from pg_stat_activity where application_name = 'pgfiles worker'")" ]; }
    until_true 'the worker runs' runs
    BACKEND=$(value "pid from pg_stat_activity where application_name = 'pgfiles worker'")
}
gone() { [ -z "$(value "pid from pg_stat_activity where pid = $1")" ]; }
break_off() { kill "$SERVER"; }
# soon WHAT COMMAND...: well before the store's silence is taken for its end, which takes half a minute.
soon() {
    local what=$1 end=$((SECONDS + 15))
    shift
    until "$@" >/dev/null 2>&1; do
        if [ "$SECONDS" -ge "$end" ]; then
            result 1 "$what"
            return
        fi
        sleep 0.1
    done
    result 0 "$what"
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
        and (locktype not in ('virtualxid', 'relation') or relation in (select oid from pg_class where relname not like 'worker%'
            and relnamespace in ('pgfiles'::regnamespace, 'files'::regnamespace, 'audit'::regnamespace)))")" '' \
        "$1: nor any lock on a table of ours but its own"
    ok "$1: so that tables can be altered" sql worker <<'END'
begin;
lock table pgfiles.file, pgfiles.job, pgfiles.bucket, pgfiles.signing_key in access exclusive mode nowait;
END
    XID=$(value 'txid_current()')
    ok "$1: nor an old snapshot, for which vacuum waits" until_true 'its snapshot is a new one' sql worker -c "do \$\$ begin
        assert (select coalesce(backend_xmin::text::bigint > $XID, true) from pg_stat_activity where pid = $BACKEND); end \$\$"
}
silent_store
start_worker 0
until_true 'the worker is at the store' grep -q accepted "$W/silent"
holds_nothing 'while a worker warms up'
is "$(as_alice worker "select count(*) from files.generate_upload_url(file_name => 'x', file_type => 'image/png', file_size => 1)")" 1 \
    'while a worker warms up: others can sign'
value "pg_cancel_backend($BACKEND)" >/dev/null
soon 'while a worker warms up: it can be cancelled' gone "$BACKEND"
break_off
endpoint "$S3_ENDPOINT"

stuck_with waiting.jpg
holds_nothing 'while a worker waits for a file'
ok 'while a worker waits for a file: it can be deleted' sql worker -c "begin" -c "set local lock_timeout = '1s'" \
    -c "delete from pgfiles.file where id = '$FILE'" -c rollback

# --- when it dies there -----------------------------------------------------------------------------
# finished_once FILE HOW: the store is back. The next worker does it, and one more finds nothing to do.
finished_once() {
    local announced=$W/announced
    : >"$announced"
    break_off
    endpoint "$S3_ENDPOINT"
    try() { sql worker -c 'listen file_processed' -c 'call pgfiles.run_worker(max_seconds => 0)' >>"$announced"; }
    try
    try
    is "$(value "concat_ws(' ', status, (select count(*) from jsonb_object_keys(f.variants)),
        (select count(*) from pgfiles.job), (select count(*) from pgfiles.worker_lease)) from pgfiles.file f where id = '$1'")" \
        'ready 3 0 0' "$2: the file becomes ready, with three variants, and nothing is left of its job"
    is "$(grep -c "$1" "$announced")" 1 "$2: which is announced once"
    is "$(objects worker "$1")" 'original.jpg thumbnail_large.jpg thumbnail_medium.jpg thumbnail_small.jpg' "$2: no variant is twice in the store"
    is "$(value '* from pgfiles.stuck')" '' "$2: nothing is stuck"
}
left_behind() {
    value "concat_ws(' ', f.status, j.attempts, j.losses, j.died_at) from pgfiles.file f join pgfiles.job j on j.file_id = f.id
        where f.id = '$1'"
}
is "$(value "pg_terminate_backend($BACKEND)")" t 'the worker is told to go'
soon 'and goes, whatever the store does' gone "$BACKEND"
like "$(cat "$W/worker.log")" 'terminating connection due to administrator command' 'as told'
is "$(left_behind "$FILE")" 'processing 1 0' 'its job is as it was when it was claimed'
finished_once "$FILE" 'a worker that was told to go'

stuck_with crash.jpg
kill -9 "$BACKEND"
recovered() { [ "$(grep -c 'ready to accept connections' "$W/postgres.log")" = 2 ] && value 1; }
until_true 'PostgreSQL recovers' recovered
is "$(left_behind "$FILE")" 'processing 1 0' 'after a crash the job is as it was when it was claimed'
finished_once "$FILE" 'a worker that crashed'

stuck_with restart.jpg
pg_control worker stop -m immediate
start_cluster worker
finished_once "$FILE" 'a server that was restarted'

stuck_with smart.jpg
ok 'a smart shutdown does not wait for a worker, whatever the store does' pg_control worker stop -m smart
start_cluster worker
is "$(left_behind "$FILE")" 'uploaded 0 0' 'its job was given back'
finished_once "$FILE" 'a server that was stopped'

# The job is another worker's as soon as it is not this one's: also while this one's session lives on.
mkfifo "$W/session"
in_background sql worker -f "$W/session" >"$W/session.log" 2>&1
exec 9>"$W/session"
silent_store
FILE=$(upload worker cancelled.jpg)
printf '%s\n' '\set ON_ERROR_STOP 0' 'call pgfiles.run_worker(max_seconds => 600);' >&9
until_true 'the worker has the file' has_status processing "$FILE"
BACKEND=$(value "pid from pg_stat_activity where application_name = 'pgfiles worker'")
is "$(value "pg_cancel_backend($BACKEND)")" t 'a worker is cancelled'
soon 'and its session waits for its next statement' sql worker -c "do \$\$ begin
    assert (select state = 'idle' from pg_stat_activity where pid = $BACKEND); end \$\$"
finished_once "$FILE" 'a worker that was cancelled'
exec 9>&-

# --- when it is asked to end ------------------------------------------------------------------------
# One thread and two jobs: what has begun is done, the other one is given back at once.
stuck_with begun.jpg
sql worker >/dev/null <<END
update pgfiles.bucket set endpoint = '$S3_ENDPOINT';
END
like "$(value 'files.stop_workers()')" '^1$' 'a worker is asked to stop'
break_off
soon 'and ends with what it has begun' gone "$BACKEND"
is "$(left_behind "$FILE")" 'uploaded 1 0' 'which comes back by its own error'
work worker
sql worker -c 'update pgfiles.job set run_at = now()'
work worker
is "$(value "status from pgfiles.file where id = '$FILE'")" ready 'and is done by the next one'

# --- a job that kills -------------------------------------------------------------------------------
# It comes back with those that were with it, and ends its worker each time.
sql worker >/dev/null <<'END'
create function public.kill(file pgfiles.file, head bytea) returns pgfiles.verdict language plpgsql as $$
begin
    if file.file_name = 'poison.jpg' then
        perform pg_terminate_backend(pg_backend_pid());
        perform pg_sleep(0);
    end if;
    return row('accept', null, null)::pgfiles.verdict;
end
$$;
insert into pgfiles.hook (name, sql_function) values ('kill', 'public.kill');
END
FILES=()
for name in good1 good2 poison good3; do
    request=$(upload_request worker "$name.jpg")
    put "$(photo)" "$request" >/dev/null
    FILES+=("$(jq -r .file_id <<<"$request")")
done
as_alice worker "select from files.confirm_uploads(array['${FILES[0]}', '${FILES[1]}', '${FILES[2]}', '${FILES[3]}']::uuid[])"
# As pg_cron does: when a worker has died the next one is started.
for _ in $(seq 12); do
    sql worker -c 'call pgfiles.run_worker(max_seconds => 3)' >>"$W/killed.log" 2>&1 || true
    [ "$(value 'count(*) from pgfiles.job where died_at is null')" != 0 ] || break
done
is "$(grep -c 'FATAL:  terminating connection due to administrator command' "$W/killed.log")" 3 'a file whose job ends its worker does so three times'
is "$(value "string_agg(concat_ws(' ', file_name, status, status_reason), ', ' order by file_name) from pgfiles.file
    where file_name ~ '^(good[1-3]|poison)'")" 'good1.jpg ready, good2.jpg ready, good3.jpg ready, poison.jpg failed worker_lost' \
    'then it has failed, and those that were with it are ready'
is "$(value 'count(*) from pgfiles.job where died_at is null')" 0 'no other job is left'
sql worker -c 'delete from pgfiles.hook' -c 'delete from pgfiles.job'

# --- what clients do wrong --------------------------------------------------------------------------
missing=$(upload_request worker missing.jpg | jq -r .file_id)
as_alice worker "select from files.confirm_upload('$missing')"
larger=$(upload worker larger.jpg)
text=$(upload_request worker text.jpg)
head -c "$(stat -c %s "$(photo)")" < <(yes 'not an image') >"$W/text.jpg"
put "$W/text.jpg" "$text" >/dev/null
text=$(jq -r .file_id <<<"$text")
as_alice worker "select from files.confirm_upload('$text')"
object() { printf '%s/%s' "$S3_FOLDER" "$(value "s3_original_key from pgfiles.file where id = '$1'")"; }
printf 'x' >>"$(object "$larger")"
work worker
is "$(value "string_agg(concat_ws(' ', file_name, status, status_reason), ', ' order by file_name) from pgfiles.file
    where id in ('$missing', '$larger', '$text')")" \
    'larger.jpg rejected size_mismatch, missing.jpg rejected object_missing, text.jpg rejected not_an_image' \
    'what is not there, not of its size, or no image is rejected'
is "$(value 'count(*) from pgfiles.job')" 0 'for good: no job is left'
done_testing
