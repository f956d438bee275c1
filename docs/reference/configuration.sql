-- The page configuration.md, see docs/generate.
\qecho '<!-- Written by docs/generate from the comments in the database. -->'
\qecho
\qecho '# Configuration'
\qecho
\qecho 'Everything is a row that a superuser changes; nothing needs a restart. All of it is dumped by `pg_dump`.'

create function pg_temp.cell(value text) returns text language sql immutable as $$
    select replace(replace(replace(value, '|', '\|'), '*', '\*'), '<', '\<')
$$;

select format(E'\n## %s\n\n%s\n\n| column | type | default | meaning |\n|---|---|---|---|\n%s',
    t.name,
    pg_temp.cell(obj_description(c.oid, 'pg_class')),
    (
        select string_agg(format('| `%s` | %s%s | %s | %s |',
            a.attname,
            format_type(a.atttypid, a.atttypmod),
            case when a.attnotnull then '' else ', may be null' end,
            coalesce('`' || regexp_replace(pg_get_expr(d.adbin, d.adrelid), '::[a-z\[\]]+$', '') || '`', ''),
            coalesce(pg_temp.cell(col_description(c.oid, a.attnum)), '')), E'\n' order by a.attnum)
        from pg_attribute a
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum and a.attgenerated = ''
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    ))
from unnest(array[
    'pgfiles.bucket', 'pgfiles.bucket_route', 'pgfiles.entity_type', 'pgfiles.variant_spec', 'pgfiles.watermark', 'pgfiles.hook',
    'pgfiles.quota', 'pgfiles.lambda_function', 'pgfiles.service_token', 'pgfiles.setting']) with ordinality as t (name, n)
join pg_class c on c.oid = t.name::regclass
order by t.n;

\qecho
\qecho '## Settings'
\qecho
\qecho 'Names and values for `pgfiles.setting`; what has no row there has its default.'
\qecho
\qecho '```sql'
\qecho 'insert into pgfiles.setting (name, value) values (''upload_expires_in'', ''10 minutes'')'
\qecho '    on conflict (name) do update set value = excluded.value;'
\qecho '```'
\qecho
\qecho 'Durations are written as intervals, sizes as PostgreSQL writes them; a bare number is in the unit that is named.'
\qecho
\qecho '| name | default | takes | meaning |'
\qecho '|---|---|---|---|'
select format('| `%s` | %s | %s | %s |', s.name, coalesce('`' || nullif(s.value, '') || '`', '(empty)'),
    coalesce((select string_agg(coalesce('`' || nullif(c, '') || '`', 'nothing'), ' or ') from unnest(s.choices) c),
        concat_ws(', ', s.type || coalesce(' from ' || s.least || ' to ' || s.greatest, ''), 'bare: ' || s.unit,
            format('such as `%s`', s.example))),
    pg_temp.cell(s.description))
from pgfiles.default_setting s
order by s.name collate "C";
