#!/usr/bin/env bash
# A session that has called Java is one like any other: while it waits it ends when it is told to; what it does can be cancelled, and then
# it goes on. Bounds are in seconds: where nothing wakes such a session it waits for as long as its client does.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
S=$LIFE/interrupts
new_cluster interrupts
new_app interrupts
sql interrupts -c 'select count(*) from pgfiles.refresh_signing_keys()' >/dev/null
# signs(N): ten thousand URLs that are valid for N seconds.
sql interrupts <<'END'
create function signs(n integer) returns boolean language sql as $$
    select octet_length(pgfiles.java_presign_downloads(
        pgfiles.profile_line('http://localhost', 'us-east-1', 'bucket', true, 'AKIA', decode(repeat('00', 32), 'hex'), '', 0), n, 10000,
        convert_to(rtrim(repeat(pgfiles.request_line('key', pgfiles.request_pair('inline', 'x')) || chr(10), 10000), chr(10)), 'UTF8'))) > 1000000 $$;
END

# session: one that has called Java. tell SQL: it does that. answers PATTERN: what it says.
session() {
    S_OUT=$S/session$((++sessions))
    mkfifo "$S_OUT.in"
    exec {S_IN}<>"$S_OUT.in"
    sql interrupts -v ON_ERROR_STOP=0 <"$S_OUT.in" >"$S_OUT" 2>&1 &
    PROCESSES+=($!)
    tell "select signs(1); select 'pid ' || pg_backend_pid()"
    answers '^pid '
    PID=$(sed -n 's/^pid //p' "$S_OUT")
}
sessions=0
tell() { printf '%s;\n' "$1" >&"$S_IN"; }
answers() { until_true "an answer like $1" grep -qE "$1" "$S_OUT"; }
is_gone() { ! kill -0 "$1" 2>/dev/null; }
waits_for() { [ "$(sql interrupts -c "select wait_event from pg_stat_activity where pid = $PID and now() - query_start > interval '2 s'")" = "$1" ]; }
# within SECONDS COMMAND...
within() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.05
    done
}
was_cancelled() { grep -q 'canceling statement' "$S_OUT"; }
# cancelled WHAT WAIT_EVENT SQL
cancelled() {
    session
    tell "$3"
    until_true "$1: it waits" waits_for "$2"
    sql interrupts -c "select pg_cancel_backend($PID)" >/dev/null
    ok "$1 is cancelled" within 5 was_cancelled
    tell "select 'signs ' || signs(1)"
    ok "$1: then the session signs" within 10 grep -q '^signs true' "$S_OUT"
}

is "$(sql interrupts -c "select is_ok, finding from files.doctor() where subject = 'interrupts'")" 't|sessions that have called Java end when told to' 'the doctor says so'

# Until its tenth second timers of PostgreSQL's own wake an idle session.
session
sleep 12
sql interrupts -c "select pg_terminate_backend($PID)" >/dev/null
ok 'an idle session ends' within 5 is_gone "$PID"

cancelled 'a sleep' PgSleep 'select pg_sleep(60)'
# pgfiles.bucket is any table; a wait is longer than deadlock_timeout, of which the timer wakes the session once.
in_background sql interrupts -c 'begin' -c 'lock pgfiles.bucket' -c 'select pg_sleep(60)' >/dev/null 2>&1
has_lock() { sql interrupts -c "select 1 from pg_locks where relation = 'pgfiles.bucket'::regclass and mode = 'AccessExclusiveLock' and granted" | grep -q 1; }
until_true 'somebody has a lock' has_lock
cancelled 'a wait for a lock' relation 'select count(*) from pgfiles.bucket'

session
runs() { [ "$(sql interrupts -c "select state from pg_stat_activity where pid = $PID")" = active ]; }
cancellations() { grep -c 'canceling statement' "$S_OUT" || true; }
has_cancelled() { [ "$(cancellations)" = "$1" ]; }
for n in {1..40}; do
    tell 'select count(*) from generate_series(1, 100000) n where signs(n)'
    until_true 'it signs' runs
    sql interrupts -c "select pg_cancel_backend($PID)" >/dev/null
    within 10 has_cancelled "$n" || break
done
is "$(cancellations)" 40 '40 times amid signing'
tell "select 'signs ' || signs(1)"
ok 'and then it signs' within 10 grep -q '^signs true' "$S_OUT"

# A worker's session is the same, and it waits in Java.
in_background sql interrupts -c 'call pgfiles.run_worker(max_seconds => 600)' >"$S/worker" 2>&1
works() { PID=$(sql interrupts -c "select pid from pg_stat_activity where application_name = 'pgfiles worker'") && [ -n "$PID" ]; }
until_true 'a worker is there' works
sleep 3
sql interrupts -c "select pg_terminate_backend($PID)" >/dev/null
ok 'a worker ends' within 5 is_gone "$PID"

PIDS=()
for _ in 1 2 3; do
    session
    PIDS+=("$PID")
done
sleep 12
ok 'the server stops' pg_control interrupts stop -m fast -t 15
are_gone() { for pid; do is_gone "$pid" || return 1; done; }
ok 'its idle sessions are gone' are_gone "${PIDS[@]}"
done_testing
