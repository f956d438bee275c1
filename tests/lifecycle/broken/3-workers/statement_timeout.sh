# shellcheck shell=bash disable=SC2034
symptom='Files stay `uploaded`. Log, each minute: `statement_timeout is 1s, and the statement is to last 3600 seconds`'
cause='a `statement_timeout` of the database: a worker is one long statement'
cure='take it away, or set 0 for the role that runs workers'
fresh=yes code=session row='^statement_timeout of database app: 1s: workers, whose statements last, refuse to begin$'
breaks() { q "alter database app set statement_timeout = '1s'"; }
sees() { said sql broken -c 'call pgfiles.run_worker(max_seconds => 3600)'; }
seen='statement_timeout is 1s, and the statement is to last 3600 seconds'
