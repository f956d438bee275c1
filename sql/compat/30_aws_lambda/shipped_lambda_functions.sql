-- Once the functions exist.
insert into pgfiles.lambda_function (name, sql_function, is_shipped) values
    ('get-presigned-url', 'aws_lambda.get_presigned_url', true),
    ('process_data', 'aws_lambda.process_data', true),
    ('transform_data', 'aws_lambda.transform_data', true),
    ('validate_data', 'aws_lambda.validate_data', true)
-- After an upgrade they are there.
on conflict do nothing;
