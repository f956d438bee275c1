create function pgfiles.lambda_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select 'Lambda ' || l.name, false,
        format('there is no function %s(jsonb)', l.sql_function),
        format('delete from pgfiles.lambda_function where name = %L;  -- unless you create the '
            'function', l.name)
    from pgfiles.lambda_function l
    where to_regprocedure(l.sql_function || '(jsonb)') is null
        and to_regprocedure(l.sql_function || '(jsonb,jsonb)') is null
$$;

comment on function pgfiles.lambda_findings() is
    'The rows of files.doctor() about functions that are gone, which aws_lambda.invoke would '
    'call.';
