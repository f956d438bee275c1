-- The page access.md, see docs/generate.
\qecho '<!-- Written by docs/generate from pgfiles.api_grant. -->'
\qecho
\qecho '# Who may call what'
\qecho
\qecho 'What `files.grant_api_to` grants to a database role, by its access. Which rows it sees is for row-level security to say. `public` has nothing,'
\qecho 'and who has no token is a role with access `none`. What stands behind the API, in the schema `pgfiles`, runs as the caller or'
\qecho '[as its owner](../explanation/security.md#functions-that-run-as-their-owner); PostgREST does not expose it.'
\qecho
with granted as (
    select g.object, g.access, g.privilege,
        array_position('{none,read,write,admin}', g.access) as place
    from pgfiles.api_grant g
    where g.extension = 'pgfiles'
)
select format(E'## %s\n\n| | none | read | write | admin | service |\n|---|---|---|---|---|---|\n', title) || string_agg(line, E'\n' order by object, word) || E'\n'
from (
    select case when object like 'files.%' or object = 'files' then 'The API' else 'Behind it' end as title, object, word,
        format('| `%s`%s | %s | %s | %s | %s | %s |', object, case word when 'call' then '' else ', ' || word end,
            max('yes') filter (where place <= 1), max('yes') filter (where place <= 2), max('yes') filter (where place <= 3),
            max('yes') filter (where place <= 4), max('yes') filter (where place = 1 or access = 'service')) as line
    from granted, lateral (select case when privilege = 'execute on function' then 'call' else regexp_replace(privilege, ' on( schema| function| table)?$', '') end) w (word)
    group by object, word
) l
group by title
order by title desc;
