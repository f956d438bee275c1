#!/usr/bin/env bash
# What is deleted here is deleted in the store, in its time, and nothing else is: whatever happens in between.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
W=$LIFE/deletions
new_cluster deletions 'wal_level = logical'
new_app deletions
value() { sql deletions -c "select $1"; }

# The worker meets the store through a proxy that fails as told; clients meet it as it is.
mode() { printf '%s\n' "$1" >"$W/mode"; }
mode pass
port=$(free_port)
in_background perl "$(dirname "${BASH_SOURCE[0]}")/faulty-proxy.pl" "$port" "${S3_ENDPOINT##*:}" "$W/mode"
proxy_passes() { [ "$(http_status "http://127.0.0.1:$port/")" = 403 ]; }
until_true 'the proxy listens' proxy_passes
sql deletions -c "update pgfiles.bucket set public_endpoint = endpoint, endpoint = 'http://127.0.0.1:$port';
    insert into pgfiles.setting (name, value) values ('job_deadline_ms', '5000'), ('object_retention', '0 days')"
worker() { in_background sql deletions -c 'call pgfiles.run_worker(max_seconds => 600)' >>"$W/worker.log" 2>&1; }
worker
has_status() { [ "$(value "status from pgfiles.file where id = '$2'")" = "$1" ]; }
has_keys() { [ "$(value 'count(*) from pgfiles.signing_key')" != 0 ]; }
until_true 'the worker is up' has_keys
# ready NAME: an uploaded and processed file; its id is in FILE, its folder in FOLDER. Its URL has come to its end long ago.
ready() {
    FILE=$(upload deletions "$1.jpg")
    until_true "$1 is ready" has_status ready "$FILE"
    sql deletions -c "update pgfiles.file set uploaded_at = now() - interval '1 day' where id = '$FILE'"
    FOLDER=$S3_FOLDER/$(value "regexp_replace(s3_original_key, '[^/]*$', '') from pgfiles.file where id = '$FILE'")
}
count() { find "$1" -type f 2>/dev/null | wc -l; }
gone() { [ "$(count "$1")" = 0 ]; }
drained() { [ "$(value "count(*) from pgfiles.doomed_object where delete_at <= now() and died_at is null")" = 0 ]; }

# A neighbour of all that follows, which stays.
ready neighbour
NEIGHBOUR=$FOLDER

# Rolled back.
ready kept
sql deletions -c "begin; delete from pgfiles.file where id = '$FILE'; select pg_sleep(1); rollback;
    begin; savepoint s; delete from pgfiles.file where id = '$FILE'; rollback to s; commit" >/dev/null
sleep 3
is "$(objects deletions "$FILE")" 'original.jpg thumbnail_large.jpg thumbnail_medium.jpg thumbnail_small.jpg' 'after a rollback all is there'

# Committed, before and after its time.
sql deletions -c "update pgfiles.setting set value = '35 days' where name = 'object_retention'"
ready patient
sql deletions -c "delete from pgfiles.file where id = '$FILE'"
sleep 3
is "$(count "$FOLDER")" 4 'a deleted file keeps its objects for the retention'
is "$(value "id from pgfiles.rescue_files(array['$FILE'::uuid]) id")" "$FILE" 'so that it can be brought back'
curl_status() { curl --noproxy '*' -sS -m 20 -o /dev/null -w '%{http_code}' "$(as_alice deletions "select url from files.generate_download_url('$1')")"; }
is "$(curl_status "$FILE")" 200 'and be downloaded again'
sql deletions -c "update pgfiles.setting set value = '0 days' where name = 'object_retention'; delete from pgfiles.file where id = '$FILE'"
until_true 'the objects are gone' gone "$FOLDER"
result 0 'then they go'
# Which is written when they are gone.
is_proved() {
    [ "$(value "file_ids[1] || ' ' || (old_row ->> 'objects') from pgfiles.logged_action where action = 'objects_deleted' order by id desc limit 1")" = "$FILE 4" ]
}
until_true 'the audit says so' is_proved
result 0 'of which the audit has a line'

# The store is away.
ready away
mode refuse
sql deletions -c "delete from pgfiles.file where id = '$FILE'"
failed() { [ "$(value "count(*) from pgfiles.doomed_object where last_error ~ 'no answer'")" = 4 ]; }
until_true 'the worker has met it' failed
is "$(count "$FOLDER")" 4 'while the store is away nothing is lost from the list'
mode pass
sql deletions -c "update pgfiles.doomed_object set delete_at = now()"
until_true 'the objects are gone afterwards' gone "$FOLDER"
result 0 'once it is back they go'

# Somebody else answers.
ready portal
mode 'says POST portal'
sql deletions -c "delete from pgfiles.file where id = '$FILE'"
tried() { [ "$(value "count(*) from pgfiles.doomed_object where file_id = '$FILE' and last_error is not null")" = 4 ]; }
until_true 'the worker has met it' tried
is "$(count "$FOLDER")" 4 'the answer of a portal is no success'
mode pass
sql deletions -c "update pgfiles.doomed_object set delete_at = now()"
until_true 'the objects are gone afterwards' gone "$FOLDER"

# A file goes while its job runs.
mode hold
FILE=$(upload deletions busy.jpg)
until_true 'the worker has the file' has_status processing "$FILE"
FOLDER=$S3_FOLDER/$(value "regexp_replace(s3_original_key, '[^/]*$', '') from pgfiles.file where id = '$FILE'")
sql deletions -c "update pgfiles.file set uploaded_at = now() - interval '1 day' where id = '$FILE'; delete from pgfiles.file where id = '$FILE'"
mode pass
BUSY=$FILE BUSY_FOLDER=$FOLDER
ready next
is "$(value "bool_and(delete_at > now() + interval '10 minutes') from pgfiles.doomed_object where file_id = '$BUSY' and is_prefix")" t \
    'its folder is looked at after its worker must have come to its end'
sql deletions -c "update pgfiles.doomed_object set delete_at = now()"
until_true 'all that the worker has written is gone' gone "$BUSY_FOLDER"
result 0 'what a worker wrote for a file that was deleted meanwhile goes'

# The worker is killed while the store deletes, again and again.
is_idle() { [ "$(value "count(*) from pg_stat_activity where application_name = 'pgfiles worker'")" = 0 ]; }
rest() {
    sql deletions -c 'select files.stop_workers()' >/dev/null
    until_true 'the worker has ended' is_idle
}
# It answers for a moment after one of its processes was killed, and then ends the others.
count_starts() { grep -c 'database system is ready to accept connections' "$W/postgres.log"; }
has_recovered() { [ "$(count_starts)" -gt "$starts" ]; }
rest
for round in 1 2 3; do
    worker
    ready "killed$round"
    mode hold
    sql deletions -c "delete from pgfiles.file where id = '$FILE'"
    leased() { [ "$(value "count(*) from pgfiles.doomed_object where leased_until > now()")" != 0 ]; }
    until_true 'the worker is about to delete' leased
    [ "$round" = 1 ] || mode pass # In the first round the store has heard nothing, later all or a part.
    starts=$(count_starts)
    kill -9 "$(value "pid from pgfiles.worker_lease union all select pid from pgfiles.worker limit 1")"
    mode pass
    until_true 'the server has recovered' has_recovered
    # Its lease ends.
    sql deletions -c "update pgfiles.doomed_object set leased_until = now()"
    worker
    until_true "round $round: the objects are gone" gone "$FOLDER"
    until_true "round $round: the list is empty" drained
    rest
done
result 0 'a worker that is killed leaves nothing behind'
is "$(value "count(*) from pgfiles.worker_trouble where what = 'doomed objects in use'")" 0 'and nothing was to be deleted that is needed'
is "$(count "$NEIGHBOUR")" 4 'the neighbour has all its objects'

# A restored dump goes on where the other left off, and dooms nothing itself.
sql deletions -c "update pgfiles.setting set value = '35 days' where name = 'object_retention'"
sql deletions -c "delete from pgfiles.file where file_name = 'kept.jpg'"
doomed() { sql "$1" -c "select string_agg(concat_ws(' ', id, s3_key, delete_at, file_row ->> 'id'), ', ' order by id) from pgfiles.doomed_object"; }
sql deletions/postgres -c 'create database copy'
"$PG_BIN/pg_dump" -h "$W" -p 5432 -U postgres app | sql deletions/copy >>"$W/psql.log" 2>&1
is "$(doomed deletions/copy)" "$(doomed deletions)" 'a dump brings the list, and no line is added by its restore'
is "$(sql deletions/copy -c "delete from pgfiles.file where file_name = 'neighbour.jpg'; select count(*) from pgfiles.doomed_object")" \
    "$(value 'count(*) + 4 from pgfiles.doomed_object')" 'what is deleted there then follows it'

# A subscriber's files go with the publisher's, and their objects are the publisher's to delete.
sql deletions -c "create publication files for table pgfiles.file"
sql deletions/postgres -c 'create database subscriber'
sql deletions/subscriber -c 'create extension pgfiles cascade' 2>>"$W/psql.log"
sql deletions -c "copy pgfiles.bucket to '$W/data/bucket'; copy pgfiles.app_user to '$W/data/app_user'; copy pgfiles.entity_type to '$W/data/entity_type'"
sql deletions/subscriber -c "set session_replication_role = replica; copy pgfiles.bucket from '$W/data/bucket';
    copy pgfiles.app_user from '$W/data/app_user'; copy pgfiles.entity_type from '$W/data/entity_type'"
sql deletions -c "select pg_create_logical_replication_slot('subscriber', 'pgoutput')" >/dev/null
sql deletions/subscriber -c "create subscription files connection 'host=$W port=5432 user=postgres dbname=app' publication files
    with (create_slot = false, slot_name = 'subscriber')"
has_rows() { [ "$(sql deletions/subscriber -c 'select count(*) from pgfiles.file')" = "$(value 'count(*) from pgfiles.file')" ]; }
until_true 'the subscriber has the files' has_rows
sql deletions -c "delete from pgfiles.file where file_name = 'neighbour.jpg'"
until_true 'and not the deleted one' has_rows
is "$(sql deletions/subscriber -c 'select count(*) from pgfiles.doomed_object')" 0 'a subscriber dooms nothing'
sql deletions/subscriber -c 'alter subscription files disable; alter subscription files set (slot_name = none); drop subscription files'
done_testing
