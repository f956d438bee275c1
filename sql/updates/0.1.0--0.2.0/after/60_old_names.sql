-- The extension pgfiles_compat, which has them now, adopts them when it is created.
-- leave: sql/compat/10_audit
-- leave: sql/compat/20_identity
-- leave: sql/compat/30_aws_lambda

drop function aws_lambda.invoke_registered(text, jsonb, text);

select pgfiles.grant_noted(null, '{pgfiles_compat}');
delete from pgfiles.api_grant where extension = 'pgfiles_compat';

-- A dump has only the rows that did not come with pgfiles; these do not any more. No change that the
-- audit should tell.
set local session_replication_role = replica;
update pgfiles.lambda_function set is_shipped = false where is_shipped;
set local session_replication_role = origin;
