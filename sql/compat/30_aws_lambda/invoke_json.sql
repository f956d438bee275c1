create function aws_lambda.invoke(
    function_name text,
    payload json,
    region text default null,
    invocation_type text default 'RequestResponse',
    log_type text default 'None',
    context json default null,
    qualifier varchar(128) default null,
    out status_code integer,
    out payload json,
    out executed_version text,
    out log_result text
)
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select i.status_code, i.answer::json, i.executed_version, i.log_result
    from aws_lambda.invoke_registered($1, $2::jsonb, $3, $4, $5, $6::jsonb, $7) i
$$;

comment on function
    aws_lambda.invoke(text, json, text, text, text, json, varchar) is
$$Calls a function of this database under the name of a Lambda

Arguments, result and errors are those of aws_lambda.invoke in Amazon Aurora and RDS. function_name
is a name, an ARN or a part of one, with or without a version. status_code: 200, 202 for
invocation_type Event (which runs at once too, and whose errors are a warning in the log), 204 for
DryRun. context goes to functions that take two arguments; log_result has no lines of its own.

Errors: 38001 no such function, or no right to call it; 38000 the function failed, DETAIL has its
errorType and errorMessage; 22023 an argument out of range.$$;
