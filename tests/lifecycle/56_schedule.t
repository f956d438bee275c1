#!/usr/bin/env bash
# pg_cron keeps workers running, and away once they are unscheduled; and while one runs, nobody waits for it who drops a database.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
C=$LIFE/schedule
new_cluster schedule
new_app schedule
if [ -z "$(sql schedule -c "select 1 from pg_available_extensions where name = 'pg_cron'")" ]; then
    printf '1..0 # SKIP this PostgreSQL has no pg_cron\n'
    exit 0
fi
value() { sql schedule -c "select $1"; }
like "$(sql schedule -c 'select pgfiles.schedule_worker()' 2>&1)" 'pg_cron is not installed' 'without pg_cron nothing is scheduled'
is "$(value 'pgfiles.unschedule_worker()')" 0 'and there is nothing to unschedule'
cluster_conf schedule "shared_preload_libraries = 'pg_cron'
cron.database_name = 'app'
cron.host = '$C'"
pg_control schedule restart -m fast
sql schedule -c 'create extension pg_cron'

jobs() { value "string_agg(concat_ws(' ', jobname, username, database), ', ' order by jobname) from cron.job"; }
sql schedule -c "select cron.schedule('somebody else', '0 0 1 1 *', 'select 1')" >/dev/null
sql schedule -c 'select pgfiles.schedule_worker(3)' >/dev/null
is "$(jobs)" 'pgfiles worker 1 pgfiles_worker app, pgfiles worker 2 pgfiles_worker app, pgfiles worker 3 pgfiles_worker app, somebody else postgres app' \
    'three workers are scheduled, as the role that is granted that'
sql schedule -c 'select pgfiles.schedule_worker(2)' >/dev/null
is "$(jobs)" 'pgfiles worker 1 pgfiles_worker app, pgfiles worker 2 pgfiles_worker app, somebody else postgres app' 'and then two'

running() { value "count(*) from pg_stat_activity where application_name = 'pgfiles worker' and usename = 'pgfiles_worker'"; }
# minute WANTED: pg_cron begins at full minutes; prints how many run in the end.
minute() {
    local end=$((SECONDS + 90))
    until [ "$(running)" = "$1" ] || [ "$SECONDS" -ge "$end" ]; do sleep 0.5; done
    running
}
is "$(minute 2)" 2 'they run within a minute'
has_keys() { [ "$(value 'count(*) > 0 from pgfiles.signing_key')" = t ]; }
until_true 'there are keys' has_keys
FILE=$(upload schedule a.jpg)
is_ready() { [ "$(value "status from pgfiles.file where id = '$FILE'")" = ready ]; }
ok 'and work' until_true 'the file is ready' is_ready
ok 'a database can be created and dropped meanwhile' sql schedule/postgres -c "set statement_timeout = '30s'" -c 'create database passing strategy file_copy' \
    -c 'drop database passing'
is "$(minute 2)" 2 'and they are there again'
is "$(value 'pgfiles.unschedule_worker()')" 2 'two workers are unscheduled'
is "$(jobs)" 'somebody else postgres app' 'no job of ours is left, and all of others'
is "$(minute 0)" 0 'they end'
sleep 65
is "$(running)" 0 'and do not come back'
done_testing
