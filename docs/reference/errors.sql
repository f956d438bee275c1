-- The page errors.md, see docs/generate.
\qecho '<!-- Written by docs/generate from pgfiles.error. -->'
\qecho
\qecho '# Errors'
\qecho
\qecho 'PostgREST answers an error with the HTTP status below and this body; in psql the same four fields are SQLSTATE, MESSAGE,'
\qecho 'DETAIL and HINT:'
\qecho
\qecho '```json'
\qecho '{"code":"PT413","message":"File too large","details":"at most 52428800 bytes, got 60000000","hint":"send a smaller file"}'
\qecho '```'
\qecho
\qecho '`message` is constant: compare with it. `details` says what was found and what the limit is, `hint` what to do; both may'
\qecho 'change. What the caller may not see is answered exactly like what does not exist.'
\qecho
\qecho '| HTTP | SQLSTATE | message | when | by | name in SQL |'
\qecho '|---|---|---|---|---|---|'
select format('| %s | %s | %s | %s | %s | `%s` |',
    e.http_status, e.sqlstate, e.message, e.occurs_when, e.raised_by, e.code)
from pgfiles.error e
order by e.http_status, e.message collate "C";
\qecho
\qecho 'The last column is the first argument of `pgfiles.raise_error`. What only a worker can find out is no error of a request: see'
\qecho '[status reasons](status-reasons.md). 429 comes with the header `Retry-After`; in psql it is SQLSTATE `PGRST` with these fields as'
\qecho 'JSON in MESSAGE.'
\qecho
\qecho '## Before pgfiles is asked'
\qecho
\qecho 'These come from PostgREST (12.0.2 here) and PostgreSQL. For a client the HTTP status says enough; `code` has other meanings beside it.'
\qecho
\qecho '| HTTP | code | message begins with | when | what to do |'
\qecho '|---|---|---|---|---|'
\! grep -v '^#' ../tests/http/src/test/resources/org/pgfiles/http/answers.tsv | awk -F'\t' '{ printf "| %s | %s | %s | %s | %s |\n", $2, $3, $4, $5, $6 }'
\qecho
\qecho 'Of a server that is in trouble come 503 `PGRST001` (no connection to the database), 504 `PGRST003` (no connection was free for ten'
\qecho 'seconds) and 500 `57014` (a `statement_timeout`). All may be tried again after a pause.'
