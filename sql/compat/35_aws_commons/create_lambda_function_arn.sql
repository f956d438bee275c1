create function aws_commons.create_lambda_function_arn(
    function_name text, region text default null
)
    returns aws_commons._lambda_function_arn_1
    language sql
    immutable
    parallel safe
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select row(function_name, region)::aws_commons._lambda_function_arn_1
$$;

comment on function aws_commons.create_lambda_function_arn(text, text) is
    'A function name, an ARN or a part of one, and a region, as one argument of aws_lambda.invoke.';
