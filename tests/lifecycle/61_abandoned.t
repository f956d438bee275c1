#!/usr/bin/env bash
# Uploads that nobody ends are given up, and nothing of them is left in the store: parts, and what comes after all. Whoever goes on, is let.
# Days pass by moving what is written down back; workers keep house as their turn begins.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
W=$LIFE/abandoned
new_cluster abandoned
new_app abandoned
value() { sql abandoned -c "select $1"; }
work abandoned # Signing keys, the lease.
status() { value "concat_ws(' ', status, status_reason) from pgfiles.file where id = '$1'"; }
key_of() { value "s3_original_key from pgfiles.file where id = '$1'"; }
age() { sql abandoned -c "update pgfiles.file set created_at = created_at - interval '$2' where id = '$1'"; }
due() { sql abandoned -c "update pgfiles.doomed_object set delete_at = now() where file_id = '$1'"; }
# sweep: what a worker does when it keeps house.
sweep() { sql abandoned -c 'select pgfiles.abandon_uploads()' >/dev/null; }
# works: until nothing is due any more.
works() {
    work abandoned
    while [ "$(value "count(*) from pgfiles.doomed_object where delete_at <= now() and died_at is null")" != 0 ]; do work abandoned; done
}
count() { find "$S3_FOLDER/$(dirname "$(key_of "$1")")" -type f 2>/dev/null | wc -l; }
# parts KEY: how many the store has of uploads to it; begun ID...: which of these uploads it knows. S3Proxy keeps both as files.
parts() { find "$S3_FOLDER" -type f -path "*/.mpus-*-$1-[0-9]*" | wc -l; }
begun() {
    local id
    for id; do [ ! -e "$S3_FOLDER/$id" ] || echo "$id"; done | wc -l
}

# --- in parts ----------------------------------------------------------------------------------------
# A file of two parts.
head -c 5300000 /dev/urandom >"$W/film"
head -c 5242880 "$W/film" >"$W/part1"
tail -c +5242881 "$W/film" >"$W/part2"
post() { # REQUEST [BODY]: what the store answers to a POST.
    local headers=()
    mapfile -t headers < <(jq -r '.headers // {} | to_entries[] | "-H\n\(.key): \(.value)"' <<<"$1")
    curl --noproxy '*' -sS -m 20 -X POST "${headers[@]}" --data-binary "${2:-}" "$(jq -r .url <<<"$1")"
}
# begin NAME: alice begins it; FILE, CREATED (the request), UPLOAD (its id).
begin() {
    CREATED=$(as_alice abandoned "select to_jsonb(u) from files.create_multipart_upload('site', '$APP_SITE', '$1', 'application/pdf', 5300000) u")
    FILE=$(jq -r .file_id <<<"$CREATED")
    UPLOAD=$(post "$CREATED" | sed -nE 's/.*<UploadId>([^<]*)<.*/\1/p')
}
part() { put "$W/part$1" "$(as_alice abandoned "select to_jsonb(u) from files.sign_part('$FILE', '$UPLOAD', $1) u")"; }
idle() { sql abandoned -c "update pgfiles.multipart_upload set last_activity_at = last_activity_at - interval '$1' where file_id = '$FILE';
    update pgfiles.file set created_at = created_at - interval '$1' where id = '$FILE'"; }

begin slow.pdf
SLOW=$FILE
is "$(part 1)" 200 'an upload in parts: the first is sent'
for _ in 1 2 3; do
    idle '20 hours'
    sweep
    is "$(status "$FILE")" pending 'twenty hours later it is waited for'
    part 2 >/dev/null
done
is "$(as_alice abandoned "select count(*) from files.sign_parts('$FILE', '$UPLOAD', '{1,2}')")" 2 'and goes on, on the third day'
is "$(parts "$(key_of "$FILE")")" 2 'with the parts that it had'

begin left.pdf
part 1 >/dev/null
part 2 >/dev/null
# A second one, of which nobody tells: an answer that was lost.
untold=$(post "$CREATED" | sed -nE 's/.*<UploadId>([^<]*)<.*/\1/p')
is "$(begun "$UPLOAD" "$untold")" 2 'a client begins twice'
KEY=$(key_of "$FILE")
idle '25 hours'
work abandoned
is "$(status "$FILE")" 'rejected abandoned' 'after 25 idle hours it is given up'
is "$(parts "$KEY") $(begun "$UPLOAD" "$untold")" '2 2' 'its parts are there while a URL may live'
due "$FILE"
works
is "$(parts "$KEY") $(begun "$UPLOAD" "$untold")" '0 0' 'and are gone then, and the upload that nobody told of'
is "$(parts "$(key_of "$SLOW")")" 2 'those of others are there'
is "$(value "count(*) from pgfiles.doomed_object where file_id = '$FILE'")" 0 'there is nothing left to do'
is "$(value "string_agg(old_row ->> 'objects', ' ') from pgfiles.logged_action where action = 'objects_deleted' and '$FILE' = any (file_ids)")" 3 \
    'the audit says so: the object, the upload, those that nobody told of'

# --- by one PUT --------------------------------------------------------------------------------------
request=$(upload_request abandoned late.jpg)
FILE=$(jq -r .file_id <<<"$request")
age "$FILE" '26 hours'
sweep
is "$(status "$FILE")" 'rejected abandoned' 'an upload by PUT is given up a day after its URL has ended'
is "$(value "bool_and(delete_at > now() + interval '24 hours') from pgfiles.doomed_object where file_id = '$FILE'")" t 'and looked after a day later'
is "$(put "$(photo)" "$request")" 200 'a slow PUT ends after that'
is "$(count "$FILE")" 1 'and leaves its object'
like "$(as_alice abandoned "select files.confirm_upload('$FILE')" 2>&1)" 'File not ready.*abandoned' 'its confirmation comes too late'
due "$FILE"
works
is "$(count "$FILE")" 0 'the object is deleted in the end'

# The store tells of it.
sql abandoned -c "create role store; select files.grant_api_to('store', 'service')" >/dev/null
event() { sql abandoned <<<"set role store; set request.jwt.claims = '{\"role\": \"store\"}'; select files.s3_event(jsonb_build_object('Records', jsonb_build_array(jsonb_build_object(
    'eventName', 'ObjectCreated:Put', 's3', jsonb_build_object('bucket', jsonb_build_object('name', '$S3_BUCKET'), 'object', jsonb_build_object('key', '$1'))))))"; }
request=$(upload_request abandoned told.jpg)
FILE=$(jq -r .file_id <<<"$request")
age "$FILE" '26 hours'
sweep
is "$(put "$(photo)" "$request") $(event "$(key_of "$FILE")")" '200 1' 'the store tells of another one'
works
is "$(status "$FILE") $(objects abandoned "$FILE")" 'ready original.jpg thumbnail_large.jpg thumbnail_medium.jpg thumbnail_small.jpg' 'which becomes ready after all'
is "$(value "count(*) from pgfiles.doomed_object where file_id = '$FILE'")" 0 'and is off the list'

# --- sweep and confirmation at once --------------------------------------------------------------------
as_alice abandoned "select count(*) from files.generate_upload_urls((select jsonb_agg(jsonb_build_object('entity_type', 'site', 'entity_id', '$APP_SITE',
    'file_name', 'race' || n || '.jpg', 'file_type', 'image/jpeg', 'file_size', 1000)) from generate_series(1, 1000) n))" >/dev/null
sql abandoned -c "update pgfiles.file set created_at = created_at - interval '26 hours' where file_name like 'race%';
    create table answer (file_id uuid, answer text); grant all on answer to authenticated"
# Both go through them in the same order, so that they meet.
confirm_all() {
    sql abandoned <<END
create procedure confirm_all() language plpgsql as \$\$
declare
    v_id uuid;
    v_answer text;
begin
    for v_id in select id from files.files where file_name like 'race%' order by created_at, id loop
        begin
            v_answer := (files.confirm_upload(v_id)).status;
        exception when sqlstate 'PT422' then v_answer := 'too late';
        end;
        insert into answer values (v_id, v_answer);
        commit;
    end loop;
end
\$\$;
grant execute on procedure confirm_all() to authenticated;
set role authenticated; set request.jwt.claims = '$ALICE';
call confirm_all();
END
}
sweep_all() {
    sql abandoned -c "do \$\$
begin
    while pgfiles.abandon_uploads(3) > 0 or (select count(*) from answer) < 1000 loop
        commit;
        perform pg_sleep(0.001);
    end loop;
end \$\$"
}
in_background confirm_all
confirming=$!
sweep_all
wait "$confirming"
is "$(value "count(*) from pgfiles.file where file_name like 'race%' and status = 'pending'")" 0 'sweep and confirmation at once: none of 1,000 is stuck'
is "$(value "count(*) from answer a join pgfiles.file f on f.id = a.file_id
    where a.answer = 'uploaded' and f.status <> 'uploaded' or a.answer = 'too late' and f.status_reason is distinct from 'abandoned'")" 0 'each is what its client was told'
is "$(value "count(*) from answer a where (a.answer = 'uploaded') = exists (select from pgfiles.doomed_object d where d.file_id = a.file_id)")" 0 \
    'what was confirmed stays, and only that'
is "$(value "count(*) from answer a where (a.answer = 'uploaded') <> exists (select from pgfiles.job j where j.file_id = a.file_id)")" 0 'and has its job'
diag "$(value "string_agg(answer || ': ' || n, ', ') from (select answer, count(*) as n from answer group by 1) a")"
like "$(value "string_agg(distinct answer, ' ' order by answer) from answer")" '^too late uploaded$' 'both happened'
sql abandoned -c "delete from pgfiles.file where file_name like 'race%'; delete from pgfiles.doomed_object"

# --- the store tells while a worker deletes ---------------------------------------------------------
request=$(as_alice abandoned "select jsonb_agg(u) from files.generate_upload_urls((select jsonb_agg(jsonb_build_object('entity_type', 'site', 'entity_id', '$APP_SITE',
    'file_name', 'meet' || n || '.jpg', 'file_type', 'image/jpeg', 'file_size', $(stat -c %s "$(photo)"))) from generate_series(1, 60) n)) u")
for n in {0..59}; do [ "$(put "$(photo)" "$(jq -c ".[$n]" <<<"$request")")" = 200 ] || fail "PUT $n"; done
sql abandoned -c "insert into pgfiles.setting (name, value) values ('deletion_batch', '2'); update pgfiles.variant_spec set is_enabled = false;
    update pgfiles.file set created_at = created_at - interval '26 hours' where file_name like 'meet%'; select pgfiles.abandon_uploads();
    update pgfiles.doomed_object set delete_at = now() + (row_number * interval '1 millisecond')
    from (select id as i, row_number() over (order by s3_key) from pgfiles.doomed_object) o where o.i = id" >/dev/null
in_background sql abandoned -c 'call pgfiles.run_worker(max_seconds => 600)' >>"$W/worker.log" 2>&1
worker=$!
is_deleting() { [ "$(value "count(*) from pgfiles.doomed_object")" -lt 60 ]; }
until_true 'the worker deletes' is_deleting
# From the end, where they meet. What was taken, and was there then, is not deleted any more.
taken=()
for key in $(value "s3_key from pgfiles.doomed_object order by s3_key desc"); do
    [ "$(event "$key")" != 1 ] || [ ! -f "$S3_FOLDER/$key" ] || taken+=("$key")
done
settled() { [ "$(value "count(*) from pgfiles.file where file_name like 'meet%' and status in ('uploaded', 'processing')") $(value "count(*) from pgfiles.doomed_object")" = '0 0' ]; }
until_true 'all has come to its end' settled
wrong=0
while IFS='|' read -r state key; do
    there=$([ -f "$S3_FOLDER/$key" ] && echo there || echo gone)
    # Told of when it had been deleted already: the worker has looked, and says so.
    case "$state $there" in 'ready there' | 'rejected abandoned gone' | 'rejected object_missing gone') ;; *) wrong=$((wrong + 1)) && diag "$state $there $key" ;; esac
done < <(value "concat_ws(' ', status, status_reason), s3_original_key from pgfiles.file where file_name like 'meet%'")
is "$(value "count(*) from unnest('{$(IFS=, && echo "${taken[*]}")}'::text[]) k join pgfiles.file f on f.s3_original_key = k where f.status = 'ready'")" \
    "${#taken[@]}" 'what was taken is ready'
is "$wrong" 0 'told of while it is being deleted: what is ready is there, and what was given up is gone'
is "$(value "count(*) from pgfiles.worker_trouble where what = 'doomed objects in use'")" 0 'and nothing was to be deleted that is needed'
is "$(value "string_agg(distinct status, ' ' order by status) from pgfiles.file where file_name like 'meet%'")" 'ready rejected' 'both happened'
sql abandoned -c 'select files.stop_workers()' >/dev/null
wait "$worker" || true

# --- a week later --------------------------------------------------------------------------------------
sql abandoned -c "update pgfiles.file set processed_at = processed_at - interval '8 days' where problem is not null"
archived=$(value "count(*) from pgfiles.file where problem is not null")
sql abandoned -c 'delete from pgfiles.worker where pid not in (select pid from pg_stat_activity)' >/dev/null
work abandoned
is "$(value "count(*) from files.upload_history") $(value "count(*) from pgfiles.file where problem is not null")" "$archived 0" 'a week later their rows are in the history'
is "$(value "cardinality(file_ids) from pgfiles.logged_action where action = 'archive_uploads'")" "$archived" 'with one line of the audit'
sql abandoned -c 'update pgfiles.doomed_object set delete_at = now()'
works
is "$(value "count(*) from pgfiles.doomed_object")" 0 'what they may have left was looked for a last time'
# What was not put together, of one that is ready: nobody needs it, and it was not told of.
begin twice.pdf
part 1 >/dev/null
part 2 >/dev/null
untold=$(post "$CREATED" | sed -nE 's/.*<UploadId>([^<]*)<.*/\1/p')
sql abandoned -c "update pgfiles.file set status = 'uploaded' where id = '$FILE'; update pgfiles.file set status = 'ready' where id = '$FILE'; delete from pgfiles.job"
idle '25 hours'
sweep
due "$FILE"
works
is "$(status "$FILE") $(begun "$UPLOAD" "$untold")" 'ready 0' 'what is left over beside a file in parts that is ready goes, too'
# A dump brings it.
sql abandoned/postgres -c 'create database copy'
"$PG_BIN/pg_dump" -h "$W" -p 5432 -U postgres app | sql abandoned/copy >>"$W/psql.log" 2>&1
is "$(sql abandoned/copy -c 'select count(*) from files.upload_history')" "$archived" 'a dump brings the history'
done_testing
