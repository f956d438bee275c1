#!/usr/bin/env bash
# Workers that race for jobs, turns that go wrong, and a server that is gone in the middle of it: each job is done, and once.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
W=$LIFE/many
new_cluster many
new_app many
value() { sql many -c "select $1"; }
none_left() { [ "$(value 'count(*) from pgfiles.job')" = 0 ]; }
nobody_works() { [ "$(value "count(*) from pg_stat_activity where application_name = 'pgfiles worker'")" = 0 ]; }
no_ops() { sql many -c "insert into pgfiles.job (kind) select 'no_op' from generate_series(1, $1)"; }
worker() { in_background sql many -c 'call pgfiles.run_worker(max_seconds => 600, threads => 1)' >"$W/worker$1.log" 2>&1; }
complains() { grep 'pgfiles: ' "$W/postgres.log" | grep -q "$1"; }
sql many -c 'select from pgfiles.refresh_signing_keys()'

# --- two workers ------------------------------------------------------------------------------------
listen many file_processed
FILES=()
for n in {1..12}; do FILES+=("$(upload many "$n.jpg")"); done
no_ops 3000
worker 1
worker 2
until_true 'all jobs are done' none_left
is "$(announced "${FILES[@]}")" "$(printf '1 ready\n%.0s' "${FILES[@]}")" 'two workers do each of many jobs once'
is "$(for file in "${FILES[@]}"; do objects many "$file"; echo; done | sort -u)" \
    $'\noriginal.jpg thumbnail_large.jpg thumbnail_medium.jpg thumbnail_small.jpg' 'and make each variant once'
is "$(grep 'pgfiles: ' "$W/postgres.log")" '' 'without getting into each other'"'"'s way'

# --- turns that go wrong ----------------------------------------------------------------------------
sql many -c 'select from files.stop_workers()'
until_true 'the workers stop' nobody_works
sql many -c "alter database app set lock_timeout = '100ms'"
mv "$W/aws/credentials" "$W/aws/hidden"
worker 3
until_true 'a worker that finds no credentials says so' complains 'no signing key: credentials_missing'
no_ops 10
until_true 'it works' none_left
sql many <<<"begin; lock table pgfiles.job; select pg_sleep(1); commit;" >/dev/null
ok 'a worker that cannot claim says so' complains 'no jobs could be claimed: canceling statement due to lock timeout'
no_ops 10
until_true 'it works again' none_left
is "$(value "count(*) from pg_stat_activity where application_name = 'pgfiles worker'")" 1 'and goes on, like one without credentials'
mv "$W/aws/hidden" "$W/aws/credentials"
sql many -c 'alter database app reset lock_timeout' -c 'select from files.stop_workers()'
until_true 'it stops' nobody_works

# --- a row that somebody has locked -------------------------------------------------------------------
FILES=()
for n in {1..4}; do FILES+=("$(upload many "locked $n.jpg")"); done
mkfifo "$W/locker"
sql many <"$W/locker" &
PROCESSES+=($!)
exec 7>"$W/locker"
printf "begin; select from pgfiles.file where id = '%s' for update;\n" "${FILES[0]}" >&7
is_locked() { [ "$(value "count(*) from pg_locks where mode = 'RowShareLock' and relation = 'pgfiles.file'::regclass")" != 0 ]; }
until_true 'the row is locked' is_locked
worker locked
rest_is_done() { [ "$(value "count(*) from pgfiles.file where status = 'ready' and file_name like 'locked %'")" = 3 ]; }
until_true 'the rest is done' rest_is_done
last=$(upload many 'after the lock.jpg')
is_ready() { [ "$(value "status from pgfiles.file where id = '$1'")" = ready ]; }
until_true 'the worker goes on' is_ready "$last"
is "$(value "concat_ws(' ', count(*), min(j.attempts)) from pgfiles.job j where j.file_id = '${FILES[0]}'")" '1 1' 'a file that somebody has locked keeps nobody else waiting'
printf 'commit;\n\\q\n' >&7
exec 7>&-
until_true 'it is ready, too' is_ready "${FILES[0]}"
is "$(announced "${FILES[@]}")" "$(printf '1 ready\n%.0s' "${FILES[@]}")" 'and is written once it is free: done once'
sql many -c 'select from files.stop_workers()'
until_true 'the worker stops' nobody_works

# --- without pg_cron ---------------------------------------------------------------------------------
like "$(value 'pgfiles.schedule_worker()' 2>&1)" 'pg_cron is not installed in this database.*by a timer' 'without pg_cron nothing is scheduled, and the error says what else there is'
ok 'and nothing to unschedule' sql many -c 'select pgfiles.unschedule_worker()'

# --- the server goes away ---------------------------------------------------------------------------
for n in {1..6}; do upload many "again $n.jpg" >/dev/null; done
no_ops 5000
worker 4
works() { [ "$(value 'count(*) from pgfiles.job where leased_until is not null')" != 0 ]; }
until_true 'the worker is at it' works
stop_cluster many
start_cluster many
ok 'a server that stops at once leaves a backlog' test "$(value 'count(*) from pgfiles.job')" -gt 0
is "$(value '* from pgfiles.stuck')" '' 'of which nothing is stuck'
sql many -c 'update pgfiles.job set leased_until = now() where leased_until is not null'
worker 5
until_true 'the backlog is done' none_left
is "$(value "string_agg(distinct status, ' ') from pgfiles.file")" ready 'each file becomes ready'
done_testing
