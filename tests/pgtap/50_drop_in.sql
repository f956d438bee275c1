-- What clients of other systems call: polling for an upload URL, and SQL that invokes a Lambda.
begin;
\ir fixtures.psql
select plan(33);

set local role authenticated;
set local request.jwt.claims = :'alice';

-- Request, poll once, upload, insert into files.
create temp table request as select files.request_upload_url('site', :site, 'photo.jpg', 'image/jpeg') as id;
create temp table poll as select p.* from request r, files.get_upload_url(r.id) p;
select results_eq('select status, error from poll', $$values ('completed', null::text)$$, 'completed at the first poll');
select matches(url, 'X-Amz-SignedHeaders=content-type%3Bhost', 'the URL binds the type') from poll;
select is(file_id, (select id from request), 'the request is the file') from poll;
select results_eq('select status, presigned_url is not null, error_message from files.file_upload_requests',
    $$values ('completed', true, '')$$, 'the view has it too');
select matches(files.get_upload_url_sync('site', :site, 'photo.jpg', 'image/jpeg'), '^http.*X-Amz-Signature=', 'or all in one call');

set local request.jwt.claims = :'bob';
select is_empty('select from files.file_upload_requests', 'bob does not see alice''s requests');
select is((files.get_upload_url(id)).status, 'failed', 'nor gets her URL') from request;
select throws_ok(
    format('insert into files.files (entity_type, entity_id, file_name, file_type, file_size, s3_original_key) values (%L, %L, %L, %L, 5, %L)',
        'site', '5eed0000-0000-4000-8000-000000000001', 'x.jpg', 'image/jpeg',
        'acme/site/5eed0000-0000-4000-8000-000000000001/' || id || '/original.jpg'),
    'PT404', 'File not found', 'nor registers her key')
from request;
set local request.jwt.claims = :'alice';
select throws_ok($$insert into files.files (file_name, file_type, file_size, s3_original_key) values ('x', 'image/jpeg', 5, 'globex/secret.jpg')$$,
    'PT404', 'File not found', 'no key is registered that was not issued');
select throws_ok($$insert into files.files (file_name, file_type, file_size) values ('x', 'image/jpeg', 5)$$,
    '22023', 'Invalid argument', 'nor none');
create temp table key as select s3_original_key from files.files f join request r on r.id = f.id;
insert into files.files (entity_type, entity_id, file_name, file_type, file_size, s3_original_key)
select 'site', :site, 'photo.jpg', 'image/jpeg', 5, s3_original_key from key;
select results_eq('select status, file_size from files.files f join request r on r.id = f.id', $$values ('uploaded', 5::bigint)$$,
    'the insert confirms the upload and declares its size');
select is((select count(*)::integer from files.files f join key using (s3_original_key)), 1, 'and makes no second row');
-- A size that is declared counts against everybody's quota, so it is none that cannot be.
create temp table huge as select files.request_upload_url(null, null, 'photo.jpg', 'image/jpeg') as id from generate_series(1, 2);
insert into files.files (file_size, s3_original_key) select 9000000000000000000, s3_original_key from files.files join huge using (id);
select bag_eq('select f.status, f.file_size from files.files f join huge using (id)', $$values ('uploaded', null::bigint), ('uploaded', null)$$,
    'a size above the bucket''s limit is not taken');
select lives_ok('select * from files.organization_usage', 'nor counted');
reset role;
select is((select count(*)::integer from pgfiles.job j join request r on r.id = j.file_id), 1, 'its job is queued');
select pg_temp.make_ready(id) from request;

-- aws_lambda.invoke
set local role authenticated;
create temp table large_table as select s3_original_key as object_key from key;
select lives_ok($$select *, aws_lambda.invoke('get-presigned-url', json_build_object('key', object_key)) from large_table$$,
    'SQL that invokes a Lambda for each row runs unchanged');
select results_eq(
    $$select (i).status_code, (i).executed_version
      from (select aws_lambda.invoke('get-presigned-url', json_build_object('key', object_key)) as i from large_table) x$$,
    $$values (200, '$LATEST')$$, 'the Lambda''s answer');
select matches((aws_lambda.invoke('get-presigned-url', json_build_object('key', object_key))).payload ->> 'url', 'X-Amz-Signature=', 'has the URL')
from large_table;
select is((aws_lambda.invoke('get-presigned-url', jsonb_build_object('keys', array['globex/x.jpg', object_key]))).payload #>> '{urls,0}', null,
    'no URL for a key that the caller may not see') from large_table;
select matches((aws_lambda.invoke('get-presigned-url', jsonb_build_object('keys', array['globex/x.jpg', object_key]))).payload #>> '{urls,1}',
    'X-Amz-Signature=', 'and one for its neighbour') from large_table;
select results_eq($$select status_code, payload ->> 'errorType' from aws_lambda.invoke('missing', '{}'::json)$$,
    $$values (404, 'ResourceNotFoundException')$$, 'a name that is not registered');
select results_eq($$select status_code, payload ->> 'errorType' from aws_lambda.invoke('get-presigned-url', '{}'::jsonb)$$,
    $$values (200, '22023')$$, 'a function that fails');
select is((aws_lambda.invoke('process_data', '{}'::json, invocation_type => 'DryRun')).status_code, 204, 'DryRun');
select is((aws_lambda.invoke('process_data', '{}'::json, invocation_type => 'Event')).status_code, 202, 'Event');
select is((aws_lambda.invoke('arn:aws:lambda:eu-west-1:123456789012:function:process_data:1', '{"data":[1]}'::json, 'eu-west-1')).payload ->> 'sum', '1', 'an ARN');
select is((aws_lambda.invoke(name, given)).payload::jsonb, expected, name)
from (values
    ('process_data', '{"data": [1, 2, 6, "x"]}'::jsonb, '{"count": 3, "sum": 9, "avg": 3.000000, "min": 1, "max": 6}'::jsonb),
    ('transform_data', '{"data": {"a": 1, "b": "x", "c": 2}, "rename": {"a": "z"}, "remove": ["c"], "uppercase": ["b"]}', '{"data": {"z": 1, "b": "X"}}'),
    ('validate_data', '{"data": {"a": "1"}, "required": ["a", "b"], "types": {"a": "number"}}',
        '{"valid": false, "errors": ["a must be of type number", "b is missing"]}'),
    ('validate_data', '{"data": {"a": 1}, "required": ["a"]}', '{"valid": true, "errors": []}')
) t (name, given, expected);

-- A function of the application's own, and what the caller may not call.
reset role;
create function public.greet(payload jsonb) returns jsonb language sql as $$ select jsonb_build_object('hello', payload -> 'name') $$;
create function public.secret(payload jsonb) returns jsonb language sql as $$ select '{}'::jsonb $$;
revoke execute on function public.secret(jsonb) from public;
insert into pgfiles.lambda_function values ('greet', 'public.greet'), ('secret', 'public.secret');
set local role authenticated;
select is((aws_lambda.invoke('greet', '{"name": "Ada"}'::json)).payload ->> 'hello', 'Ada', 'an application''s function');
select is((aws_lambda.invoke('secret', '{}'::json)).payload ->> 'errorType', '42501', 'with the caller''s rights');
select throws_ok($$insert into pgfiles.lambda_function values ('x', 'pg_sleep')$$, '42501', null, 'clients register nothing');

-- A DBA's keys that no file has.
reset role;
reset request.jwt.claims;
select matches((aws_lambda.invoke('get-presigned-url', '{"key": "old/photo 1.jpg"}'::json)).payload ->> 'url', '/old/photo%201\.jpg\?',
    'a DBA signs any key of the default bucket');

select * from finish();
rollback;
