# shellcheck shell=bash disable=SC2034
symptom='Files stay `uploaded`; a worker ends at once: `permission denied for procedure run_worker`'
cause='the same, of the role that runs workers'
cure='the statement in `fix`'
code=api row='^grants of pgfiles_worker: [0-9]+ that belong to the access worker are gone'
breaks() { q 'revoke all on all routines in schema pgfiles from pgfiles_worker'; }
sees() { said sql broken -U pgfiles_worker -c 'call pgfiles.run_worker(max_seconds => 0)'; }
seen='permission denied for (procedure|function)'
