-- The store tells that objects were created, instead of the client's confirm.
begin;
\ir fixtures.psql
select plan(24);

create role s3_service;
select files.grant_api_to('s3_service', 'service');
create temp table upload as select null::text as name, null::uuid as id, null::text as key where false;
grant all on upload to authenticated, s3_service;
create function pg_temp.key(name text) returns text language sql as 'select u.key from upload u where u.name = key.name';
create function pg_temp.status(name text)
    returns text
    language sql
as $$
    select concat_ws(' ', f.status, f.status_reason) from pgfiles.file f join upload u on u.id = f.id where u.name = status.name
$$;
-- A notification as S3 sends it: the key is encoded as in a form.
create function pg_temp.s3(event text, bucket text, variadic keys text[])
    returns jsonb
    language sql
as $$
    select jsonb_build_object('Records', jsonb_agg(jsonb_build_object(
        'eventVersion', '2.1', 'eventName', event,
        's3', jsonb_build_object('bucket', jsonb_build_object('name', bucket), 'object', jsonb_build_object('key', k, 'size', 5)))))
    from unnest(keys) k
$$;

set local role authenticated;
set local request.jwt.claims = '{"role":"authenticated","user":{"organization_id":"acme","user_id":"1"}}';
insert into upload (name, id)
select n, (files.generate_upload_url('site', :site, n || '.jpg', 'image/jpeg', 5)).file_id
from unnest('{a,b,c,d,e,early,done}'::text[]) n;
reset role;
update upload u set key = f.s3_original_key from pgfiles.file f where f.id = u.id;
select pg_temp.make_ready(id) from upload where name = 'done';
update pgfiles.file set status = 'rejected', status_reason = 'object_missing' where id = (select id from upload where name = 'early');

-- The service's token names no organization.
set local role s3_service;
set local request.jwt.claims = '{"role":"s3_service","sub":"minio"}';
select is(files.s3_event(pg_temp.s3('ObjectCreated:Put', 'pgfiles', pg_temp.key('a'))), 1, 'S3: the object of a pending upload is there');
select is(files.s3_event(pg_temp.s3('ObjectCreated:Put', 'pgfiles', pg_temp.key('a'))), 0, 'to be told again is harmless');
select is(files.s3_event(pg_temp.s3('s3:ObjectCreated:CompleteMultipartUpload', 'pgfiles', replace(pg_temp.key('b'), '/', '%2F'))), 1,
    'MinIO: the key is encoded, slashes too');
select is(files.s3_event(jsonb_build_object('source', 'aws.s3', 'detail-type', 'Object Created',
    'detail', jsonb_build_object('bucket', '{"name":"pgfiles"}'::jsonb, 'object', jsonb_build_object('key', pg_temp.key('c'))))), 1, 'EventBridge: it is not');
select is(files.s3_event(pg_temp.s3('ObjectCreated:Put', 'pgfiles', pg_temp.key('d'), 'x/y.jpg', pg_temp.key('early'), pg_temp.key('done'))), 2,
    'several at once; also one whose client confirmed too early');

-- What is no arrival of ours.
select is(files.s3_event(pg_temp.s3('ObjectRemoved:Delete', 'pgfiles', pg_temp.key('e'))), 0, 'a removal confirms nothing');
select is(files.s3_event(pg_temp.s3('ObjectCreated:Put', 'elsewhere', pg_temp.key('e'))), 0, 'nor does the key in another bucket');
select is(files.s3_event(pg_temp.s3('ObjectCreated:Put', 'pgfiles', '%FF%00', '100%', '%zz', '')), 0, 'nor keys that are none');
select is(files.s3_event('{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"pgfiles"}'), 0, 'S3''s test is taken');
select is(files.s3_event('{"Records":[]}'), 0, 'and nothing at all');
select is(files.s3_event('{"Records":[1,{"eventName":"ObjectCreated:Put"}]}'), 0, 'records without an object are passed over');
select is(files.s3_event('{"detail-type":"Object Deleted","detail":{"bucket":{"name":"pgfiles"}}}'), 0, 'another event of EventBridge, too');
select throws_ok($$select files.s3_event('{"Type":"Notification","Message":"{}"}')$$, '22023', 'Invalid argument', 'an envelope of SNS is a mistake to be told');
select throws_ok($$select files.s3_event('[]')$$, '22023', 'Invalid argument', 'so is a body of another form');
select throws_ok($$select files.s3_event(null)$$, '22023', 'Invalid argument', 'or none');

-- What came of it.
reset role;
select results_eq(
    $$select name, priority from pgfiles.job j join upload u on u.id = j.file_id order by priority desc limit 1$$, $$values ('early', 50::smallint)$$,
    'who confirmed too early waits behind all others');
select results_eq('select u.name, pg_temp.status(u.name) from upload u order by 1',
    $$values ('a', 'uploaded'), ('b', 'uploaded'), ('c', 'uploaded'), ('d', 'uploaded'), ('done', 'ready'), ('e', 'pending'), ('early', 'uploaded')$$,
    'the uploads that arrived are confirmed, no others');
select is((select count(*)::integer from pgfiles.job j join upload u on u.id = j.file_id where u.name in ('a', 'b', 'c', 'd')), 4, 'and queued once each');
select is((select count(*)::integer from pgfiles.logged_action where action = 's3_event'), 4, 'the audit has a line for every notification that did something');

-- Who may.
select is(pgfiles.decoded_key('a+b%20c%C3%BC%2B'), 'a b cü+', 'a key is decoded as a form is');
select is(pgfiles.decoded_key('%E0%80'), null, 'one that is not UTF-8 is none');
set local role s3_service;
select throws_ok('select * from files.files', '42501', null, 'the service sees no files');
select throws_ok($$select files.confirm_upload(null)$$, '42501', null, 'and may call nothing else');
set local role authenticated;
set local request.jwt.claims = :'boss';
select throws_ok($$select files.s3_event('{"Records":[]}')$$, '42501', null, 'a client cannot play the store, be he an admin');
select * from finish();
rollback;
