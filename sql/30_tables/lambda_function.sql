create table pgfiles.lambda_function (
    name text primary key check (name ~ '^[A-Za-z0-9_-]{1,64}$'),
    -- As text: pg_upgrade refuses a table that holds a regproc.
    sql_function text not null check (sql_function ~ '^[^.]+[.][^.]+$'),
    is_shipped boolean not null default false
);

comment on table pgfiles.lambda_function is 'What aws_lambda.invoke calls for a function name.';
comment on column pgfiles.lambda_function.name is 'The name of the Lambda.';
comment on column pgfiles.lambda_function.sql_function is
    'A function (payload jsonb) returns jsonb, or (payload jsonb, context jsonb), with its schema; '
    'it runs as the caller, who needs EXECUTE.';
comment on column pgfiles.lambda_function.is_shipped is
    'Came with pgfiles and was not changed; such rows are not dumped.';
-- As sentences, see verify_row.
comment on constraint lambda_function_name_check on pgfiles.lambda_function is
    'letters, digits, dashes and underscores, 64 at most, such as generate-upload-url';
comment on constraint lambda_function_sql_function_check on pgfiles.lambda_function is
    'the name of a function with its schema, such as app.answer';

create trigger verify_row
    before insert or update on pgfiles.lambda_function
    for each row execute function pgfiles.verify_row();

create trigger replace_shipped_row
    before insert or update on pgfiles.lambda_function
    for each row execute function pgfiles.replace_shipped_row();
-- Also in a parallel restore, which needs session_replication_role = replica.
alter table pgfiles.lambda_function enable always trigger replace_shipped_row;

create trigger log_change
    after insert or update or delete on pgfiles.lambda_function
    for each row execute function pgfiles.log_change();

select pg_catalog.pg_extension_config_dump('pgfiles.lambda_function', 'where not is_shipped');
