-- Who did what can be told afterwards, by those whom it concerns.
begin;
\ir fixtures.psql
select plan(38);
delete from pgfiles.logged_action;
create function pg_temp.last(table_name text) returns pgfiles.logged_action language sql
as $$ select a from pgfiles.logged_action a where a.table_name = 'pgfiles.' || last.table_name order by a.id desc limit 1 $$;

-- A call through PostgREST.
set local role authenticated;
set local request.jwt.claims = :'alice';
set local request.headers = '{"authorization": "Bearer aaa.bbb.ccc", "cookie": "session=xyz", "x-request-id": "r-17"}';
set local request.method = 'POST';
set local request.path = '/rpc/generate_upload_url';
create temp table answer as select * from files.generate_upload_url('site', :site, 'a.jpg', 'image/jpeg', 1000);
set local request.headers = '{"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}';
select files.confirm_upload(file_id) from answer \g /dev/null
reset role;
select results_eq(
    'select action, organization_id, user_id, role_name, method, path, request_id from pgfiles.logged_action order by id',
    $$values
        ('generate_upload_url', 'acme', '1', 'authenticated'::name, 'POST', '/rpc/generate_upload_url', 'r-17'),
        ('confirm_upload', 'acme', '1', 'authenticated', 'POST', '/rpc/generate_upload_url',
            '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01')$$,
    'who called what, as whom, by which request');
select is((select count(*)::integer from pgfiles.logged_action where file_ids = (select array[file_id] from answer)), 2, 'and for which file');
select is_empty($$select from pgfiles.logged_action a where a::text ~ 'Bearer|aaa\.bbb|session='$$, 'what opens something is not kept');

-- It says what was done and not what was asked for: bob got nothing of alice's.
delete from pgfiles.logged_action;
set local role authenticated;
set local request.jwt.claims = :'bob';
select d.error ->> 'code' from answer, files.generate_download_urls(array[file_id]) d \g /dev/null
select c.error ->> 'code' from answer, files.confirm_uploads(array[file_id]) c \g /dev/null
reset role;
select results_eq('select action, file_ids from pgfiles.logged_action order by id',
    $$values ('generate_download_urls', '{}'::uuid[]), ('confirm_uploads', '{}')$$, 'a file that was refused is in no line');
set local request.jwt.claims = :'alice';

-- Everything that is left of a deleted file.
select pg_temp.make_ready(file_id) from answer;
select set_config('request.headers', '', true), set_config('request.jwt.claims', '', true),
    set_config('request.method', '', true), set_config('request.path', '', true) \g /dev/null
update pgfiles.file set owner_id = '2' where id = (select file_id from answer);
select is((pg_temp.last('file')).old_row, '{"owner_id": "1"}', 'a file that is handed over: by whom');
select is((pg_temp.last('file')).new_row, '{"owner_id": "2"}', 'and to whom');
update pgfiles.file set owner_id = '2', camera_make = 'x' where id = (select file_id from answer);
select is((select count(*)::integer from pgfiles.logged_action where table_name = 'pgfiles.file'), 1, 'no change is no line');
delete from pgfiles.file where id = (select file_id from answer);
select is((pg_temp.last('file')).action, 'delete', 'a deleted file');
select is((pg_temp.last('file')).organization_id, 'acme', 'belongs to the trail of its organization, whoever deleted it');
select is((pg_temp.last('file')).user_id, 'role:' || session_user, 'and it says who');
select is((pg_temp.last('file')).file_ids, array[file_id], 'which one') from answer;
select is((pg_temp.last('file')).old_row ->> 'file_name', 'a.jpg', 'what it was');
-- log_deleted_files has them in its own words, because what the other asks of every column costs most of a delete.
select bag_eq($$select jsonb_object_keys((pg_temp.last('file')).old_row)$$,
    $$select unnest(string_to_array(rtrim(encode(t.tgargs, 'escape'), '\000'), '\000')) from pg_trigger t
      where t.tgrelid = 'pgfiles.file'::regclass and t.tgname = 'log_change'$$, 'the same of it as of one that changes');
select is_empty($$select from pgfiles.logged_action where old_row ?| '{latitude,longitude,exif}'$$, 'but not where the photo was taken');
insert into pgfiles.file (organization_id, owner_id, file_name, file_type, file_size)
values ('acme', '1', 'one.jpg', 'image/jpeg', 1), ('initech', '3', 'two.jpg', 'image/jpeg', 2);
delete from pgfiles.file where file_name in ('one.jpg', 'two.jpg');
select results_eq($$select organization_id, cardinality(file_ids), row_id = file_ids[1]::text, old_row - 's3_original_key' - 'bucket', new_row is null, statement
    from pgfiles.logged_action where action = 'delete' and table_name = 'pgfiles.file' order by id desc limit 2$$,
    $$values ('initech', 1, true, '{"file_name": "two.jpg", "file_size": 2, "file_type": "image/jpeg", "organization_id": "initech", "owner_id": "3"}'::jsonb, true,
        'delete from pgfiles.file where file_name in (''one.jpg'', ''two.jpg'');'),
    ('acme', 1, true, '{"file_name": "one.jpg", "file_size": 1, "file_type": "image/jpeg", "organization_id": "acme", "owner_id": "1"}', true,
        'delete from pgfiles.file where file_name in (''one.jpg'', ''two.jpg'');')$$,
    'many that are deleted at once have a line each');

-- Configuration: each table, each kind of change. A new table of it is a new line.
set local timezone = 'UTC';
create temp table change (statement text, action text, row_id text, old_row jsonb, new_row jsonb);
insert into change values
    ($$insert into pgfiles.setting (name, value) values ('batch_max', '5')$$, 'insert', 'batch_max', null, '{"name": "batch_max", "value": "5"}'),
    ($$update pgfiles.setting set value = '6' where name = 'batch_max'$$, 'update', 'batch_max', '{"value": "5"}', '{"value": "6"}'),
    ($$delete from pgfiles.setting where name = 'batch_max'$$, 'delete', 'batch_max', '{"name": "batch_max", "value": "6"}', null),
    ($$update pgfiles.bucket set max_bytes = 7 where name = 'main'$$, 'update', 'main', '{"max_bytes": 52428800}', '{"max_bytes": 7}'),
    ($$update pgfiles.variant_spec set quality = 3 where name = 'thumbnail_small'$$, 'update', 'thumbnail_small',
        '{"quality": 75, "is_shipped": true}', '{"quality": 3, "is_shipped": false}'),
    ($$update pgfiles.lambda_function set sql_function = 'aws_lambda.transform_data' where name = 'process_data'$$, 'update', 'process_data',
        '{"is_shipped": true, "sql_function": "aws_lambda.process_data"}', '{"is_shipped": false, "sql_function": "aws_lambda.transform_data"}'),
    ($$delete from pgfiles.entity_type where name = 'site'$$, 'delete', 'site',
        '{"name": "site", "attnums": [1, null, null, null], "id_type": "uuid", "id_column": "id", "may_share": "editors", "on_delete": "trash", "may_delete": "editors", "table_name": "app.site"}', null),
    ($$insert into pgfiles.service_token (jti, role, created_at, expires_at) values ('t', 'api_service_x', '2000-01-01 UTC', '2001-01-01 UTC')$$,
        'insert', 't', null, '{"jti": "t", "role": "api_service_x", "organization_id": "_", "description": "",
            "created_at": "2000-01-01T00:00:00+00:00", "expires_at": "2001-01-01T00:00:00+00:00"}'),
    ($$insert into pgfiles.quota (organization_id, max_files) values ('acme', 9)$$, 'insert', 'acme', null,
        '{"max_files": 9, "organization_id": "acme"}');
create function pg_temp.change_of(statement text) returns change language plpgsql
as $$
begin
    execute statement;
    return (select row(change_of.statement, a.action, a.row_id, a.old_row - 'table_oid', a.new_row)::change from pgfiles.logged_action a order by a.id desc limit 1);
end
$$;
select is(pg_temp.change_of(statement), c, statement) from change c;
insert into pgfiles.bucket_route (organization_id, bucket) values ('acme', 'main');
select is((pg_temp.last('bucket_route')).new_row - 'id', '{"bucket": "main", "organization_id": "acme"}', 'a route');
select matches((pg_temp.last('bucket_route')).statement, '^insert into pgfiles.bucket_route', 'the statement is kept');

-- Who may read it.
set local role authenticated;
set local request.jwt.claims = :'alice';
select is_empty('select from files.logged_actions', 'a client does not read the audit');
set local request.jwt.claims = :'boss';
select results_eq('select distinct organization_id from files.logged_actions', $$values ('acme')$$, 'an admin reads that of his organization');
select throws_ok('delete from pgfiles.logged_action', '42501', null, 'which even he cannot change');
set local request.jwt.claims = '{"role":"authenticated","user":{"organization_id":"globex","user_id":"8","role":"org_admin"}}';
select is_empty('select from files.logged_actions', 'and no other');

-- What was done with one file.
reset role;
set local request.jwt.claims = :'alice';
set local role authenticated;
create temp table history as select * from files.generate_upload_urls('[{"file_name":"p.jpg","file_type":"image/jpeg","file_size":1},{"file_name":"q.jpg","file_type":"image/jpeg","file_size":1}]');
select files.confirm_upload(file_id) from history \g /dev/null
select is_empty('select from history h, files.find_actions(h.file_id)', 'a client is not told who did what with a file');
set local request.jwt.claims = :'boss';
select results_eq('select distinct h.item, a.action from history h, files.find_actions(h.file_id) a order by 1, 2',
    $$values (1, 'confirm_upload'), (1, 'generate_upload_urls'), (2, 'confirm_upload'), (2, 'generate_upload_urls')$$,
    'an admin is: of each file what was done with it alone and in a batch');
set local request.jwt.claims = '{"role":"authenticated","user":{"organization_id":"globex","user_id":"8","role":"org_admin"}}';
select is_empty('select from history h, files.find_actions(h.file_id)', 'but not another''s admin');
reset role;
set local request.jwt.claims = '';
select is((select count(*)::integer from history h, files.find_actions(h.file_id)), 4, 'a DBA is, too');

-- It does not grow for ever.
reset role;
insert into pgfiles.logged_action (id, logged_at, action) overriding system value
select -n, now() - interval '401 days', 'old' from generate_series(1, 25) n;
select is(pgfiles.prune_audit(10), 10::bigint, 'what is older than the retention goes, slice by slice')
from generate_series(1, 2);
select is(pgfiles.prune_audit(10), 5::bigint, 'to the last line');
select is(pgfiles.prune_audit(10), 0::bigint, 'and nothing younger');

select * from finish();
rollback;
