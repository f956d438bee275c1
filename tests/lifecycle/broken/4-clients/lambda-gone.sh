# shellcheck shell=bash disable=SC2034
symptom='`aws_lambda.invoke` raises an error'
cause='the function that answers for a Lambda was dropped'
cure='create it again, or do without: the statement in `fix`'
code=lambda row='^Lambda gone: there is no function app.answer\(jsonb\)$'
breaks() {
    q 'create function app.answer(payload jsonb) returns jsonb language sql as $$ select payload $$'
    q "insert into pgfiles.lambda_function (name, sql_function) values ('gone', 'app.answer'); drop function app.answer"
}
