-- The page api.md, see docs/generate.
\qecho '<!-- Written by docs/generate from the comments in the database. -->'
\qecho
\qecho '# API'
\qecho
\qecho 'The schema `files` is the whole public surface. PostgREST serves its functions under `/rpc/` and its views as tables; in'
\qecho 'psql they are called by name. Errors are listed in [errors.md](errors.md).'

create function pg_temp.text(value text) returns text language sql immutable as $$
    select replace(replace(value, '*', '\*'), '<', '\<')
$$;

-- A function as its file declares it: an argument per line.
create function pg_temp.signature(routine oid) returns text language sql stable as $$
    select format(E'%s(%s)%s',
        p.oid::regproc,
        (
            select E'\n    ' || string_agg(
                concat_ws(' ', p.proargnames[n], format_type(p.proargtypes[n - 1], null),
                    'default ' || regexp_replace(replace(pg_get_function_arg_default(p.oid, n), 'NULL', 'null'), '::.*$', '')),
                E',\n    ' order by n) || E'\n'
            from generate_series(1, p.pronargs) n
        ),
        case
            when p.prokind <> 'f' then ''
            when p.proargmodes @> '{o}' then ' returns record (' || (
                select string_agg(p.proargnames[n] || ' ' || format_type(p.proallargtypes[n], null), ', ' order by n)
                from generate_subscripts(p.proallargtypes, 1) n
                where p.proargmodes[n] = 'o') || ')'
            else ' returns ' || pg_get_function_result(p.oid)
        end)
    from pg_proc p
    where p.oid = routine
$$;

create function pg_temp.section(routine oid) returns text language sql stable as $$
    select format(E'\n### %s\n\n```sql\n%s\n```\n\n%s',
        p.proname, pg_temp.signature(p.oid), pg_temp.text(obj_description(p.oid, 'pg_proc')))
    from pg_proc p
    where p.oid = routine
$$;

create function pg_temp.columns(relation regclass) returns text language sql stable as $$
    select E'| column | type | meaning |\n|---|---|---|\n' || string_agg(format('| `%s` | %s | %s |',
        a.attname, format_type(a.atttypid, a.atttypmod), replace(pg_temp.text(col_description(relation, a.attnum)), '|', '\|')),
        E'\n' order by a.attnum)
    from pg_attribute a
    where a.attrelid = relation and a.attnum > 0 and not a.attisdropped
$$;

create temp view routine as
select p.oid, p.proname, p.pronamespace,
    (select c.oid from pg_class c where c.reltype = p.proargtypes[0] and c.relkind = 'v') as column_of
from pg_proc p
where p.prorettype <> 'trigger'::regtype;

\qecho
\qecho '## Functions'
\qecho
\qecho 'Called with POST and a JSON object of the arguments.'
select pg_temp.section(r.oid)
from routine r
where r.pronamespace = 'files'::regnamespace and r.column_of is null and r.proname not in ('grant_api_to', 'revoke_api_from')
order by r.proname collate "C";

\qecho
\qecho '## Results'
select format(E'\n### files.%s\n\n%s\n\n%s', c.relname, pg_temp.text(obj_description(c.reltype, 'pg_type')), pg_temp.columns(c.oid))
from pg_class c
where c.relnamespace = 'files'::regnamespace and c.relkind = 'c'
order by c.relname collate "C";

\qecho
\qecho '## Views'
select format(E'\n### files.%s\n\n%s\n\n%s%s',
    c.relname, pg_temp.text(obj_description(c.oid, 'pg_class')), pg_temp.columns(c.oid),
    (
        select E'\n\nComputed columns, which a request must name in `select`:\n\n| column | type | meaning |\n|---|---|---|\n'
            || string_agg(format('| `%s` | %s | %s |',
            r.proname, pg_get_function_result(r.oid), pg_temp.text(obj_description(r.oid, 'pg_proc'))), E'\n' order by r.proname collate "C")
        from routine r
        where r.column_of = c.oid
    ))
from pg_class c
where c.relnamespace = 'files'::regnamespace and c.relkind = 'v'
order by c.relname collate "C";

\qecho
\qecho '## For SQL that calls AWS Lambda'
\qecho
\qecho '`aws_lambda.invoke` exists four times: for a payload of type json and of type jsonb, and each also for the'
\qecho '`aws_commons._lambda_function_arn_1` that `aws_commons.create_lambda_function_arn` makes, which stands for function_name and region.'
select format(E'\n### aws_lambda.%s\n\n```sql\n%s\n```\n\n%s', r.proname, pg_temp.signature(r.oid), pg_temp.text(obj_description(r.oid, 'pg_proc')))
from routine r
where r.pronamespace = 'aws_lambda'::regnamespace and r.proname <> 'invoke_registered'
    and (r.proname <> 'invoke' or r.oid::regprocedure::text like 'aws_lambda.invoke(text,json,%')
order by r.proname collate "C";

\qecho
\qecho '## For the DBA'
\qecho
\qecho 'Called by a superuser in psql, by pg_cron or by a timer; no role of the API may execute them.'
select pg_temp.section(r.oid)
from unnest(array['files.grant_api_to', 'files.revoke_api_from', 'pgfiles.refresh_signing_keys', 'pgfiles.run_worker', 'pgfiles.schedule_worker',
    'pgfiles.unschedule_worker']) with ordinality as t (name, n)
join routine r on r.oid = t.name::regproc
order by t.n;
