-- The page status-reasons.md, see docs/generate.
\qecho '<!-- Written by docs/generate from pgfiles.status_reason. -->'
\qecho
\qecho '# Status reasons'
\qecho
\qecho '`status_reason` of a file, one word; `status_detail` has what was found and the limit. What "again later" leads to: with back-off,'
\qecho '`failed` after 25 attempts, the last reason being kept.'
\qecho
\qecho '| status | `status_reason` | meaning |'
\qecho '|---|---|---|'
select format('| %s | `%s` | %s |',
    case s.outcome when 'retry' then 'again later' else format('`%s`', s.outcome) end, s.reason, s.meaning)
from pgfiles.status_reason s
order by array_position('{rejected,ready,retry,failed}', s.outcome), s.reason collate "C";
