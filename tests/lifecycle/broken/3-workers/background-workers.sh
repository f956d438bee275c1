# shellcheck shell=bash disable=SC2034
symptom='`unschedule_worker` or a shutdown ends all sessions: `terminating connection because of crash of another server process`'
cause='`cron.use_background_workers` is on, and PL/Java does not outlive the end of such a process'
cure='turn it off, and restart the server'
code=cron row='^pg_cron: cron.use_background_workers is on'
is_possible() { [ -n "$HAS_CRON" ]; }
lacks='this PostgreSQL has no pg_cron'
breaks() {
    alter 'cron.use_background_workers = on'
    restart
}
mends() {
    run_fix "$1"
    restart
    alter reset
}
