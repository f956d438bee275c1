# shellcheck shell=bash disable=SC2034
symptom='Files stay `uploaded`; the log as above, with the time of the role'
cause='a `statement_timeout` of the role that runs workers'
cure='the statement in `fix`'
code=session row='^statement_timeout of role pgfiles_worker: 2s: workers, whose statements last, refuse to begin$'
breaks() { q "alter role pgfiles_worker set statement_timeout = '2s'"; }
sees() { said sql broken -U pgfiles_worker -c 'call pgfiles.run_worker(max_seconds => 3600)'; }
seen='statement_timeout is 2s, and the statement is to last 3600 seconds'
