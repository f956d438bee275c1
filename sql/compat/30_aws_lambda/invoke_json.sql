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
    select i.status_code, i.answer, '$LATEST', null::text
    from aws_lambda.invoke_registered($1, $2::jsonb, $4) i
$$;

comment on function aws_lambda.invoke(text, json, text, text, text, json, varchar) is
$$Calls a function of this database under the name of a Lambda

Arguments and result are those of aws_lambda.invoke in Amazon Aurora and RDS; region, log_type,
context and qualifier are taken and not used. status_code: 200, 202 for invocation_type Event (which
runs at once too), 204 for DryRun, 404 for a name that pgfiles.lambda_function does not have. An
error in the function is a payload with errorType and errorMessage.$$;
