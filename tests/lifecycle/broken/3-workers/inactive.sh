# shellcheck shell=bash disable=SC2034
symptom='Files stay `uploaded`, though `cron.job` has a row for it'
cause='somebody has made its cron job inactive, for a maintenance perhaps'
cure='`cron.alter_job`, as `fix` has it'
code=worker row='^workers: 0 running, .*; scheduled, but inactive in cron.job$'
is_possible() { [ -n "$HAS_CRON" ]; }
lacks='this PostgreSQL has no pg_cron'
breaks() {
    q 'select pgfiles.schedule_worker(); select cron.alter_job(jobid, active => false) from cron.job'
    q "update pgfiles.worker_state set seen_at = now() - interval '1 hour', scheduled_at = null"
}
mends() {
    run_fix "$1"
    q "select 'still inactive' from cron.job where not active"
    q 'select pgfiles.unschedule_worker()'
    works
}
