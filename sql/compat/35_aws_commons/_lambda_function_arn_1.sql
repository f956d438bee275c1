create type aws_commons._lambda_function_arn_1 as (function_name text, region text);

comment on type aws_commons._lambda_function_arn_1 is
    'What create_lambda_function_arn makes, for aws_lambda.invoke.';
