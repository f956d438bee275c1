# shellcheck shell=bash disable=SC2034
symptom='Files stay `uploaded`; after `signing_key_days` no URL: 503'
cause='nobody runs workers'
cure='`select pgfiles.schedule_worker()`, or [a timer](run-the-worker.md#by-systemd)'
code=worker row='^workers: 0 running, none was ever seen$'
breaks() { q 'update pgfiles.worker_state set seen_at = null, scheduled_at = null'; }
mends() {
    if [ -n "$HAS_CRON" ]; then
        run_fix "$1"
        # Until it is there the doctor says so, and is content.
        is "$(q "select is_ok, finding ~ '; scheduled, starts within a minute$' or finding ~ '^1 running' from files.doctor() where subject = 'workers'")" 't|t' \
            '3-workers/none: scheduled is as good as there'
        q 'select pgfiles.unschedule_worker()'
    fi
    works
}
