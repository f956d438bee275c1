# shellcheck shell=bash disable=SC2034
symptom='Files stay `uploaded`; `cron.job_run_details` has `connection failed` each minute'
cause='`cron.host` or `pg_hba.conf` do not let pg_cron connect as the role of the workers'
cure='[two lines](run-the-worker.md#by-pg_cron) in `pg_hba.conf` and `pg_ident.conf`'
code=worker row='^workers: 0 running, .*; scheduled, and pg_cron says: connection failed$'
is_possible() { [ -n "$HAS_CRON" ]; }
lacks='this PostgreSQL has no pg_cron'
# What pg_cron writes in the next minute, without waiting for it.
breaks() {
    q 'select pgfiles.schedule_worker(); select cron.alter_job(jobid, active => true) from cron.job'
    q "insert into cron.job_run_details (jobid, runid, database, username, command, status, return_message, start_time)
        select jobid, nextval('cron.runid_seq'), database, username, command, 'failed', 'connection failed', now() from cron.job"
    q "update pgfiles.worker_state set seen_at = now() - interval '1 hour', scheduled_at = now() - interval '1 hour'"
}
mends() {
    q 'select pgfiles.unschedule_worker()'
    works
}
