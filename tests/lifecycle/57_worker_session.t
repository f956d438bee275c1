#!/usr/bin/env bash
# A session that would spoil a worker is refused at its start, and one that a pool has lent is given back as it was.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
S=$LIFE/session
new_cluster session
new_app session
value() { sql session -c "select $1"; }
refused() { sql session -c "set $1" -c 'call pgfiles.run_worker(max_seconds => 5)' 2>&1; }
like "$(refused "statement_timeout = '5s'")" 'Invalid argument.*statement_timeout is 5s.*alter role' 'a statement_timeout that ends it is named, and what to do'
like "$(refused 'default_transaction_read_only = on')" 'Invalid argument.*default_transaction_read_only.*alter role' 'a read-only default, too'
is "$(value 'count(*) from pgfiles.worker')" 0 'neither became a worker'
is "$(sql session -c "set statement_timeout = '5min'" -c 'call pgfiles.run_worker(max_seconds => 0)' 2>&1)" '' 'a longer one does no harm'
is "$(sql session -c "set default_transaction_isolation = serializable" -c 'call pgfiles.run_worker(max_seconds => 0)' 2>&1)" '' \
    'nor does another isolation'

# One connection for all, which is anybody's after each transaction.
port=$(free_port)
cat >"$S/pgbouncer.ini" <<END
[databases]
app = host=$S port=5432
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $port
unix_socket_dir =
pidfile = $S/pgbouncer.pid
auth_type = any
pool_mode = transaction
default_pool_size = 1
END
sed -i "s/^app = .*/& user=postgres/" "$S/pgbouncer.ini"
chown "$CLUSTER_USER" "$S/pgbouncer.ini"
in_background as_cluster_user "$PGBOUNCER" "$S/pgbouncer.ini" >"$S/pgbouncer.log" 2>&1
pooled() { "$PG_BIN/psql" -X -q -A -t -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$port" -U postgres -d app "$@" 2>&1; }
until_true 'PgBouncer is there' pooled -c 'select 1'
# Whoever ends the shell that started it does not end it.
PROCESSES+=("$(cat "$S/pgbouncer.pid")")
settings() { pooled -c "select string_agg(name || '=' || setting, ' ' order by name) from pg_settings where source = 'session' and name !~ '^(client_encoding|transaction_)'"; }
before=$(settings)
is "$(pooled -c 'call pgfiles.run_worker(max_seconds => 1)')" '' 'a worker runs over a pool'
is "$(settings)" "$before" 'and the next one finds no setting of its'
BACKEND=$(pooled -c 'select pg_backend_pid()')
in_background pooled -c 'call pgfiles.run_worker(max_seconds => 600)' >"$S/pooled.log"
runs() { [ "$(value "count(*) from pg_stat_activity where pid = $BACKEND and query ~ 'run_worker' and state = 'active'")" = 1 ]; }
until_true 'the worker runs' runs
value "pg_cancel_backend($BACKEND)" >/dev/null
until_true 'the worker was cancelled' grep -q 'canceling' "$S/pooled.log"
is "$(pooled -c "select pg_backend_pid() || ' ' || current_setting('search_path')")" "$BACKEND \"\$user\", public" 'also after one that was cancelled'
done_testing
