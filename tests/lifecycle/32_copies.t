#!/usr/bin/env bash
# A copy of the database, however it was made, reads and signs what its original has, and changes nothing in its bucket. Which of them
# may, the lease in the bucket says.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

new_cluster original 'wal_level = replica'
new_app original
sql original -c 'select from pgfiles.refresh_signing_keys()' -c "insert into pgfiles.setting values ('lease_settle', '300 ms')"
ready=$(upload original ready.jpg)
work original
status() { sql "$1" -c "select status from pgfiles.file where id = '$2'"; }
is "$(status original "$ready")" ready 'the original works'
lease=$S3_FOLDER/.pgfiles/lease
is "$(jq -r '[.database, .sequence, .is_given_up] | join(" ")' "$lease")" 'app 1 false' 'and has the lease of its bucket'
lease_row() { sql "$1" -c "select concat_ws(' ', is_ok, finding) from files.doctor() where code = 'lease'"; }
like "$(lease_row original)" '^t held since' 'the doctor says so'
# What all copies bring along: a photo to be processed.
waiting=$(upload original waiting.jpg)
bytes() { (cd "$S3_FOLDER" && find . -type f -print0 | sort -z | xargs -0 sha256sum); }

# --- four kinds of copy -----------------------------------------------------------------------------
sql original/postgres -c 'create database template_copy template app'

base_backup() {
    new_folder "$1"
    (cd / && as_cluster_user "$PG_BIN/pg_basebackup" -h "$LIFE/original" -p 5432 -U postgres -D "$LIFE/$1/data" -X stream -c fast --no-sync "${@:2}" \
        </dev/null >"$LIFE/$1/basebackup.log" 2>&1) || fail "pg_basebackup failed, see $LIFE/$1/basebackup.log"
    cluster_conf "$1"
    start_cluster "$1"
}
base_backup backup
base_backup standby -R
sql standby -c 'select pg_promote()' >/dev/null

new_cluster dump
sql dump/postgres -c 'create database app'
for role in anon authenticated api_user api_editor api_admin api_service_idp pgfiles_worker authenticator; do sql dump -c "create role $role"; done
"$PG_BIN/pg_dump" -h "$LIFE/original" -p 5432 -U postgres app | sql dump >"$LIFE/dump/restore.log" 2>&1 || fail "see $LIFE/dump/restore.log"

copies=(original/template_copy backup standby dump)
before=$(bytes)
look() {
    local copy
    for copy in "${copies[@]}"; do
        work "$copy"
        is "$(status "$copy" "$waiting")" uploaded "$copy, $1: what waits, waits"
        like "$(lease_row "$copy")" "^f belongs to database app .*$LIFE/original/data" "$copy, $1: the doctor says whose the lease is"
    done
    is "$(bytes)" "$before" "$1: the bucket is byte for byte as it was"
}
look 'started before the original renews'
for copy in "${copies[@]}"; do
    url=$(as_alice "$copy" "select url from files.generate_download_url('$ready')")
    is "$(curl --noproxy '*' -sS -m 20 "$url" | sha256sum)" "$(sha256sum <"$(photo)")" "$copy signs, and its users see the photo"
done

sql original -c "update pgfiles.bucket_lease set noted_at = noted_at - interval '6 minutes', tried_at = null"
work original
is "$(status original "$waiting")" ready 'meanwhile the original goes on'
like "$(jq .sequence "$lease")" '^[2-9]$' 'and renews its lease'
# They look once a minute.
for copy in "${copies[@]}"; do sql "$copy" -c 'update pgfiles.bucket_lease set tried_at = null'; done
before=$(bytes)
look 'after the original has renewed'

# --- uploads to a copy ------------------------------------------------------------------------------
own=$(upload backup own.jpg)
work backup
is "$(status backup "$own")" uploaded 'an upload to a copy has a key of its own, and waits'
sql backup -c "insert into pgfiles.setting values ('unleased_uploads', 'refuse')"
like "$(upload_request backup refused.jpg 2>&1 || true)" 'Lease not held' 'or it is refused, if that is wanted'
ok 'by the original never' upload original more.jpg

# --- a bucket of its own ------------------------------------------------------------------------------
rm -rf "$S3_FOLDER-branch"
as_cluster_user mkdir "$S3_FOLDER-branch"
branch=original/template_copy
before=$(bytes)
sql "$branch" -c "select files.open_branch('feature', '$S3_BUCKET-branch')"
feature=$(upload "$branch" feature.jpg)
work "$branch"
is "$(status "$branch" "$feature") $(status "$branch" "$waiting")" 'ready uploaded' 'a branch processes what is its own'
branch_objects() { find "$S3_FOLDER-branch" -type f -path '*/site/*' | wc -l; }
is "$(branch_objects)" 4 'in its own bucket'
url=$(as_alice "$branch" "select url from files.generate_download_url('$ready')")
is "$(curl --noproxy '*' -sS -m 20 "$url" | sha256sum)" "$(sha256sum <"$(photo)")" "and reads the original's files where they are"
sql "$branch" -c "delete from pgfiles.file where id = '$ready'" -c "update pgfiles.doomed_object set delete_at = now()"
is "$(sql "$branch" -c "select files.close_branch('feature')")" 1 'when it is closed its files are deleted'
work "$branch"
is "$(branch_objects)" 0 'and their objects'
is "$(bytes)" "$before" "and of the original's bucket nothing, whatever the branch deletes"
is "$(sql "$branch" -c "select string_agg(name || ' ' || is_default, ', ' order by name) from pgfiles.bucket")" 'feature false, main true' 'it goes on as before'

# --- failover ---------------------------------------------------------------------------------------
said=$(sql backup -c "select files.take_lease('main')")
like "$said" '^held from now on; before by database app .*data' 'take_lease says who had it'
work backup
is "$(status backup "$own") $(status backup "$waiting")" 'ready ready' 'and what waited is done'
sql original -c "update pgfiles.bucket_lease set noted_at = noted_at - interval '6 minutes', tried_at = null"
late=$(upload original late.jpg)
work original
is "$(status original "$late")" uploaded 'the original has lost it'
like "$(lease_row original)" "^f belongs to database app .*$LIFE/backup/data" 'and says to whom'
is "$(sql original -c "select count(*) from pgfiles.worker_trouble where message like 'the lease of %'")" 1 'the log of the server, too'

sql standby -c "insert into pgfiles.setting values ('lease_takeover_after', '1 second')"
hold_again() { sql standby -c 'update pgfiles.bucket_lease set tried_at = null' && work standby && [[ $(lease_row standby) == t* ]]; }
ok 'nothing is taken over that has just been renewed' test "$(hold_again && echo taken)" = ''
sleep 1.2
until_true 'a standby takes over what is not renewed' hold_again
is "$(status standby "$waiting")" ready 'a standby that was promoted takes over what is not renewed for lease_takeover_after'
sql dump -c "insert into pgfiles.setting values ('lease_takeover_after', '1 second')" -c 'update pgfiles.bucket_lease set tried_at = null'
work dump
sleep 1.2
sql dump -c 'update pgfiles.bucket_lease set tried_at = null'
work dump
like "$(lease_row dump)" '^f belongs' 'but no dump does: it is another server'

# --- given up ---------------------------------------------------------------------------------------
like "$(sql standby -c "select files.give_up_lease('main')")" '^given up' 'give_up_lease'
work standby
like "$(lease_row standby)" '^f given up' 'who has given it up does not take it again'
sql dump -c 'update pgfiles.bucket_lease set tried_at = null'
work dump
like "$(lease_row dump)" '^t held since' 'the next one has it'
is "$(status dump "$waiting")" ready 'and works'

# --- a worker that dies in between, and one that is late ----------------------------------------------
renew() { sql dump -c "update pgfiles.bucket_lease set noted_at = noted_at - interval '6 minutes', tried_at = null"; }
renew
sql dump <<'END' >"$LIFE/dump/due.json"
select pgfiles.due_leases()
END
sql dump -v due="$(cat "$LIFE/dump/due.json")" <<'END' >/dev/null
select pgfiles.run_batch(:'due'::jsonb -> 'batch')
END
sql dump -c 'update pgfiles.bucket_lease set tried_at = null'
work dump
is "$(sql dump -c 'select nonce from pgfiles.bucket_lease') $(lease_row dump | cut -c 1-12)" "$(jq -r .nonce "$lease") t held since" \
    'written to the store, and never to the database: it is known by its nonce'
sleep 0.5
work dump
renew
work dump
sql dump -v due="$(cat "$LIFE/dump/due.json")" <<'END' >/dev/null
select pgfiles.finish_leases(:'due'::jsonb -> 'leases', '[{"job_id": 1, "outcome": "retry", "detail": "late"}]')
END
like "$(lease_row dump)" '^t held since' 'what a worker says about an earlier renewal changes nothing'

# --- a restart --------------------------------------------------------------------------------------
nonce=$(jq -r .nonce "$lease")
stop_cluster dump
start_cluster dump
like "$(lease_row dump)" '^t not renewed since' 'after a restart nothing is held'
work dump
is "$(lease_row dump | cut -c 1-12) $(jq -r .nonce "$lease")" "t held since $nonce" 'until the store was asked, which needs no renewal'

# --- a race -----------------------------------------------------------------------------------------
# Several at once, and nobody has it: at most one, on a store that lets several win at once.
both=0 none=0
for _ in 1 2 3; do
    rm -f "$lease"
    pids=()
    for copy in original backup standby dump; do
        sql "$copy" -c 'delete from pgfiles.bucket_lease'
        work "$copy" &
        pids+=($!)
    done
    wait "${pids[@]}"
    held=0
    for copy in original backup standby dump; do [[ $(lease_row "$copy") != t* ]] || held=$((held + 1)); done
    [ "$held" -le 1 ] || both=$((both + 1))
    [ "$held" -ge 1 ] || none=$((none + 1))
done
is "$both" 0 'of four that take it at the same moment never two have it'
[ "$none" = 0 ] || diag "nobody had it after $none of 3 races, which the next turn mends"

# --- a store that keeps no lease ----------------------------------------------------------------------
for copy in original backup standby dump; do sql "$copy" -c 'delete from pgfiles.bucket_lease'; done
rm -rf "$S3_FOLDER/.pgfiles"
as_cluster_user touch "$S3_FOLDER/.pgfiles"
denied=$(upload original denied.jpg)
work original
is "$(status original "$denied")" uploaded 'where .pgfiles/ cannot be written nothing is processed'
like "$(sql original -c "select fix from files.doctor() where code = 'lease' and not is_ok")" 'lease_required' 'and the doctor has the ways out'
sql original -c "insert into pgfiles.setting values ('lease_required', 'off')"
work original
is "$(status original "$denied")" ready 'one of which is to do without'
done_testing
