-- What clients of other systems call: polling for an upload URL, and SQL that invokes a Lambda.
begin;
\ir fixtures.psql
select plan(93);

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
select results_eq('select status, url is not null from files.get_upload_url((select id from request))', $$values ('completed', true)$$,
    'it reads as a row');
select is(pg_typeof(files.get_upload_url(id))::text, 'record', 'and is one object, no list') from request;
select matches((select url from files.get_upload_url_sync('site', :site, 'photo.jpg', 'image/jpeg')), '^http.*X-Amz-Signature=', 'or all in one call');

-- The same under the names of the services that such clients were written for.
savepoint legacy;
set local search_path = public, files_legacy;
select isnt(request_upload_url('site', :site::uuid, 'test.pdf', 'application/pdf'), null, 'SQL may give the id of an entity as a uuid');
select isnt(request_upload_url('site', :site, 'test.pdf', 'application/pdf'), null, 'or as a text, or as it comes');
select matches((select url from get_upload_url_sync('site', :site::uuid, 'a.jpg', 'image/jpeg')), 'X-Amz-Signature=', 'the other one, too');
create temp table legacy_request as select request_upload_url('site', :site, 'b.jpg', 'image/jpeg') as id;
select is((select p.status from get_upload_url(id) p), 'completed', 'and polls') from legacy_request;
select is((select count(*)::integer from file_upload_requests), 6, 'its requests are there');
set local search_path = files, public;
rollback to legacy;

-- A table of files for a grid.
create temp table grid_key as select s3_original_key as key from files.files f join request r on r.id = f.id;
savepoint grid;
insert into files_legacy.files (entity_type, entity_id, file_name, file_type, file_size, s3_original_key)
select 'site', :site, 'photo.jpg', 'image/jpeg', 5, key from grid_key;
select is(f.status, 'uploaded', 'an insert into it confirms the upload') from files.files f join request r on r.id = f.id;
reset role;
create function pg_temp.grid(status text, variants jsonb default null, reason text default null) returns text language sql as $$
    update pgfiles.file f
    set status = grid.status, status_reason = reason, status_detail = reason || '!', variants = grid.variants
    where f.id = (select id from request);
    select concat_ws(' ', g.thumbnail_status, g.thumbnail_error, g.s3_thumbnail_small_key, g.s3_thumbnail_large_key,
        case when g.original_url like '%X-Amz-Signature%' then 'original' end,
        case when g.thumbnail_small_url like '%X-Amz-Signature%' then 'small' end)
    from files_legacy.files g where g.id = (select id from request)
$$;
grant select on request to public;
select is(pg_temp.grid(status, variants, reason), shown, 'the grid knows ' || status || coalesce(' ' || reason, ''))
from (values
    ('pending', null::jsonb, null, 'pending'),
    ('uploaded', null, null, 'pending'),
    ('processing', null, null, 'processing'),
    ('ready', '{"thumbnail_small": {"s3_key": "acme/s.jpg", "file_type": "image/jpeg"}, "thumbnail_large": {"s3_key": "acme/l.jpg"}}', null,
        'completed acme/s.jpg acme/l.jpg original small'),
    ('ready', null, null, 'not_applicable original'),
    ('rejected', null, 'size_mismatch', 'failed size_mismatch: size_mismatch!'),
    ('failed', null, 'deadline', 'failed deadline: deadline!')
) t (status, variants, reason, shown);
select results_eq('select distinct status from pgfiles.file where false union select unnest(string_to_array(''pending,uploaded,processing,ready,rejected,failed'', '','')) order by 1',
    $$select (regexp_matches(pg_get_constraintdef(oid), '''([a-z]+)''', 'g'))[1] from pg_constraint where conname = 'file_status_check' and conrelid = 'pgfiles.file'::regclass order by 1$$,
    'which are all that there are');
set local role authenticated;
set local request.jwt.claims = :'carol';
select is_empty('select from files_legacy.files', 'a stranger has nothing in his grid');
rollback to grid;
set local role authenticated;

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
-- Errors as Amazon's manual has them.
create function pg_temp.refused(statement text) returns text language plpgsql as $$
declare v_detail text;
begin
    execute statement;
    return 'taken';
exception when others then
    get stacked diagnostics v_detail = pg_exception_detail;
    return concat_ws(' ', sqlstate, sqlerrm, v_detail);
end $$;
select is(pg_temp.refused($$select aws_lambda.invoke('missing', '{}'::json)$$),
    '38001 invoke API failed AWS Lambda client returned ''Function not found: missing''.', 'a name that is not registered');
select is(pg_temp.refused($$select aws_lambda.invoke('arn:aws:lambda:eu-west-1:123456789012:function:missing', '{}'::jsonb)$$),
    '38001 invoke API failed AWS Lambda client returned ''Function not found: arn:aws:lambda:eu-west-1:123456789012:function:missing''.', 'nor an ARN');
select matches(pg_temp.refused($$select aws_lambda.invoke('get-presigned-url', '{}'::jsonb)$$),
    '^38000 lambda invocation failed "get-presigned-url" returned error "Unhandled", details: ".*"errorType": "22023".*"\.$', 'a function that fails');
select matches(pg_temp.refused($$select aws_lambda.invoke('arn:aws:lambda:eu-west-1:123456789012:function:process_data', '{}'::json, 'us-east-1')$$),
    '^38001 invoke API failed .*region us-east-1 is not that of', 'a region that is not the ARN''s');
select matches(pg_temp.refused(format('select aws_lambda.invoke(%L, %L::json, invocation_type => %L, log_type => %L)', 'process_data', '{}', i, l)), '^22023', 'no ' || i || ' ' || l)
from (values ('event', 'None'), ('RequestResponse', 'tail')) t (i, l);
-- Shapes of payloads.
select is(jsonb_path_query_array((aws_lambda.invoke('get-presigned-url', jsonb_build_array(
        jsonb_build_object('key', object_key), jsonb_build_object('key', 'globex/x.jpg')))).payload, '$[*].key'),
    jsonb_build_array(object_key, 'globex/x.jpg'), 'an array of keys is answered in its order')
from large_table;
select matches((aws_lambda.invoke('get-presigned-url', jsonb_build_array(jsonb_build_object('key', object_key)))).payload #>> '{0,url}', 'X-Amz-Signature=', 'with URLs')
from large_table;
select matches((payload ->> 'body')::jsonb ->> 'url', 'X-Amz-Signature=', 'an event of API Gateway, too: ' || name)
from large_table cross join lateral (values
    ('a body', jsonb_build_object('body', jsonb_build_object('key', object_key)::text, 'isBase64Encoded', false)),
    ('in base64', jsonb_build_object('body', encode(convert_to(jsonb_build_object('key', object_key)::text, 'UTF8'), 'base64'), 'isBase64Encoded', true)),
    ('a query', jsonb_build_object('body', null, 'queryStringParameters', jsonb_build_object('key', object_key)))
) e (name, event) cross join lateral aws_lambda.invoke('get-presigned-url', event);
select is(jsonb_path_query_array((aws_lambda.invoke('get-presigned-url', jsonb_build_array(object_key, 'globex/x.jpg'))).payload, '$[*].key'),
    jsonb_build_array(object_key, 'globex/x.jpg'), 'so is an array of texts')
from large_table;
select matches((aws_lambda.invoke('get-presigned-url', jsonb_build_object('body', jsonb_build_object('key', object_key)))).payload ->> 'body', 'X-Amz-Signature=',
    'a body that was read already')
from large_table;
select is((aws_lambda.invoke('get-presigned-url', '{"body": "{\"keys\": []}"}'::jsonb)).payload #>> '{headers,content-type}', 'application/json', 'the answer says what it is');
select matches(pg_temp.refused(format('select aws_lambda.invoke(%L, (%s))', 'get-presigned-url', payload)), 'got 10001', name || ', not more than are taken at a time')
from (values
    ('keys', $$select jsonb_build_object('keys', jsonb_agg('k' || i)) from generate_series(1, 10001) i$$),
    ('an array', $$select jsonb_agg(jsonb_build_object('key', 'k' || i)) from generate_series(1, 10001) i$$)
) t (name, payload);
select matches(pg_temp.refused($$select aws_lambda.invoke('get-presigned-url', '{"name": "x"}'::jsonb)$$), 'the payload has neither key nor keys', 'a payload of another kind');
create temp table for_site as select (payload ->> 'fileId')::uuid as id from aws_lambda.invoke('get-presigned-url', jsonb_build_object(
    'fileName', 'of-site.jpg', 'fileType', 'image/jpeg', 'entityType', 'site', 'entityId', :site));
select results_eq('select f.entity_type, f.entity_id from files.files f join for_site using (id)', format('values (%L::text, %L::text)', 'site', :site),
    'an upload for a row of the application, with the id of its file');
create temp table event as select * from aws_lambda.invoke(
    'get-presigned-url', '{"body":"{\"fileName\":\"lambda.jpg\",\"fileType\":\"image/jpeg\"}"}'::json);
select results_eq($$select payload ->> 'statusCode', (payload ->> 'body')::jsonb ->> 'key' = s3_key, ((payload ->> 'body')::jsonb ->> 'url') ~ 'Signature'
    from event, files.file_upload_requests where file_name = 'lambda.jpg'$$, $$values ('200', true, true)$$, 'one that asks for an upload has it');
select results_eq($$select status_code, payload::text, executed_version from aws_lambda.invoke('process_data', '{}'::json, invocation_type => 'DryRun')$$,
    $$values (204, null::text, '$LATEST')$$, 'DryRun');
select results_eq($$select status_code, payload::text from aws_lambda.invoke('process_data', '{}'::json, invocation_type => 'Event')$$,
    $$values (202, null::text)$$, 'Event');
set local client_min_messages = error;
select is((aws_lambda.invoke('get-presigned-url', '{}'::json, invocation_type => 'Event')).status_code, 202, 'of which nobody waits for the answer');
set local client_min_messages = notice;
-- As in Amazon's manual.
select results_eq($$select status_code, payload ->> 'sum' from aws_lambda.invoke(
        aws_commons.create_lambda_function_arn('process_data', 'eu-central-1'), '{"data": [1, 2]}'::json)$$, $$values (200, '3')$$, 'an ARN of aws_commons');
select results_eq($$select status_code, payload -> 'sum' from aws_lambda.invoke(
        aws_commons.create_lambda_function_arn('arn:aws:lambda:eu-central-1:123456789012:function:process_data'), '{"data": [1, 2]}'::jsonb, 'RequestResponse')$$,
    $$values (200, '3'::jsonb)$$, 'and of JSONB');
select is(executed_version, version, 'a version: ' || name)
from (values ('process_data:7', null, '7'), ('123456789012:function:process_data', '3', '3'), ('process_data', 'live', '$LATEST')) t (name, qualifier, version),
    aws_lambda.invoke(name, '{}'::jsonb, qualifier => t.qualifier);
select matches(convert_from(decode(log_result, 'base64'), 'UTF8'), '^START RequestId: \S+ Version: \$LATEST', 'a log')
from aws_lambda.invoke('process_data', '{}'::json, log_type => 'Tail');
savepoint unqualified;
set local search_path = public, aws_lambda;
select is(process_data('{"data": [4]}') ->> 'sum', '4', 'unqualified, where the search_path says so');
set local search_path = files, public;
rollback to unqualified;
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
create function public.whoever(payload jsonb, context jsonb) returns jsonb language sql as $$ select context || payload $$;
insert into pgfiles.lambda_function values ('greet', 'public.greet'), ('secret', 'public.secret'), ('whoever', 'public.whoever');
set local role authenticated;
select is((aws_lambda.invoke('greet', '{"name": "Ada"}'::json)).payload ->> 'hello', 'Ada', 'an application''s function');
select matches(pg_temp.refused(format('select aws_lambda.invoke(%L, %L::json, invocation_type => %L)', 'secret', '{}', i)),
    '^38001 invoke API failed AWS Lambda client returned ''User: authenticated is not authorized to perform: lambda:InvokeFunction on resource: secret''', 'with the caller''s rights: ' || i)
from unnest('{RequestResponse,DryRun}'::text[]) i;
select results_eq($$select payload ->> 'functionName', payload ->> 'functionVersion', payload #>> '{clientContext,custom,a}', payload ->> 'x'
    from aws_lambda.invoke('whoever', '{"x": 1}'::jsonb, context => '{"custom": {"a": "b"}}', qualifier => '2')$$,
    $$values ('whoever', '2', 'b', '1')$$, 'what takes a context gets it');
select throws_ok($$insert into pgfiles.lambda_function values ('x', 'pg_sleep')$$, '42501', null, 'clients register nothing');

-- Each of the four passes on all that it is given.
create function pg_temp.invoked(form text, name text, region text, more text) returns text language plpgsql as $$
declare
    v_is_arn boolean := form like 'arn %';
    v_answer record;
begin
    execute format('select status_code, payload::jsonb, executed_version, log_result from aws_lambda.invoke(%s, %L::%s, qualifier => %L, context => %L, %s)',
            case when v_is_arn then format('aws_commons.create_lambda_function_arn(%L, %L)', name, region) else quote_literal(name) end,
            '{}', split_part(form, ' ', 2), '2', '{"a": "b"}', more || case when v_is_arn then '' else format(', region => %L', region) end)
        into v_answer;
    return concat_ws(' ', v_answer.status_code, v_answer.executed_version, v_answer.payload ->> 'functionVersion', v_answer.payload #>> '{clientContext,a}',
        v_answer.payload ->> 'invokedFunctionArn',
        replace(split_part(convert_from(decode(v_answer.log_result, 'base64'), 'UTF8'), e'\n', 1), v_answer.payload ->> 'awsRequestId', '(the same)'));
exception when others then
    return sqlerrm;
end $$;
select is(pg_temp.invoked(form, name, region, more), answer, form || ', ' || more)
from unnest('{name json,name jsonb,arn json,arn jsonb}'::text[]) form, (values
    ('whoever', null, $$log_type => 'Tail'$$, '200 2 2 b whoever START RequestId: (the same) Version: 2'),
    ('whoever', null, $$log_type => 'None'$$, '200 2 2 b whoever'),
    ('whoever', null, $$invocation_type => 'Event'$$, '202 2'),
    ('arn:aws:lambda:eu-west-1:123456789012:function:whoever', 'us-east-1', $$log_type => 'None'$$, 'invoke API failed')
) t (name, region, more, answer);

-- A DBA's keys that no file has.
reset role;
reset request.jwt.claims;
select matches((aws_lambda.invoke('get-presigned-url', '{"key": "old/photo 1.jpg"}'::json)).payload ->> 'url', '/old/photo%201\.jpg\?',
    'a DBA signs any key of the default bucket');

select * from finish();
rollback;
