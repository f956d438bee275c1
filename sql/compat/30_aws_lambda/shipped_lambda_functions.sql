-- Once the functions exist.
insert into pgfiles.lambda_function (name, sql_function, is_shipped) values
    ('get-presigned-url', 'aws_lambda.get_presigned_url', true),
    ('process_data', 'aws_lambda.process_data', true),
    ('transform_data', 'aws_lambda.transform_data', true),
    ('validate_data', 'aws_lambda.validate_data', true)
-- An upgrade of pgfiles has left them as rows of the database's own.
on conflict (name) do update
set is_shipped = true
where lambda_function.sql_function = excluded.sql_function;
