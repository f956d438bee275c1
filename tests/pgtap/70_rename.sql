-- An organization gets another name: all that was its own is its own again, and nobody else's.
begin;
\ir fixtures.psql
select plan(39);

\set alice2 '{"role":"authenticated","user":{"organization_id":"acme2","user_id":"1","role":"org_client"}}'
\set boss2 '{"role":"authenticated","user":{"organization_id":"acme2","user_id":"9","role":"org_admin"}}'
delete from pgfiles.file where organization_id in ('acme', 'acme2');
delete from pgfiles.quota_usage where organization_id in ('acme', 'acme2');
update pgfiles.bucket set max_bytes = 1000000000;

-- What acme has.
create temp table own (name text, id uuid);
grant all on own to authenticated;
set local role authenticated;
set local request.jwt.claims = :'alice';
insert into own select 'ready', file_id from files.generate_upload_url(null, null, 'a.jpg', 'image/jpeg', 10);
insert into own select 'pending', file_id from files.generate_upload_url(null, null, 'b.jpg', 'image/jpeg', 20);
insert into own select 'form', file_id from files.generate_upload_form(null, null, 'c.jpg', 'image/jpeg', 40);
insert into own select 'parts', file_id from files.create_multipart_upload(null, null, 'd.jpg', 'image/jpeg', 9000000);
select lives_ok(format('select files.sign_part(%L, %L, 1)', id, 'u'), 'an upload in parts is under way') from own where name = 'parts';
reset role;
reset request.jwt.claims;
select pg_temp.make_ready(id) from own where name = 'ready';
insert into pgfiles.app_user (id, organization_id, user_id, handle) values
    ('00000000-0000-4000-8000-000000000001', 'acme', '1', 'alice'), ('00000000-0000-4000-8000-000000000002', 'acme2', '1', 'early');
insert into pgfiles.quota (organization_id, max_files) values ('acme', 77);
insert into pgfiles.bucket_route (organization_id, bucket) values ('acme', 'main');
insert into pgfiles.service_token (jti, role, organization_id) values ('t', 'api_service_x', 'acme');
insert into pgfiles.rate_limit (subject, slot, full_at) values
    ('user acme 1', 0, 'infinity'), ('organization acme', 0, 'infinity'), ('user acme-other 1', 7, 'infinity')
on conflict (subject, slot) do update set full_at = excluded.full_at;
create temp table usage as select sum(bytes) as bytes, sum(files) as files from pgfiles.quota_usage where organization_id = 'acme';
create temp table lines as select count(*)::integer as count from pgfiles.logged_action where organization_id = 'acme';
insert into pgfiles.quota (organization_id) values ('taken');

-- What is refused.
select throws_ok(format('select pgfiles.rename_organization(%L, %L)', old, new), '22023', null, 'not renamed: ' || oddity)
from (values
    ('acme', 'acme', 'to the same'), ('acme', 'globex/x', 'to what cannot be a name'), ('acme', '_', 'to what no token can name'),
    ('acme', null, 'to nothing'), (null, 'acme2', 'nothing'), ('acme', 'taken', 'to one that is there')
) t (old, new, oddity);
set local role authenticated;
select throws_ok($$select pgfiles.rename_organization('acme', 'globex')$$, '42501', null, 'nor by a client');
reset role;

select is(pgfiles.rename_organization('acme', 'acme2'), 4::bigint, 'four files are renamed');

-- Nothing is left, in no table that has an organization.
create function pg_temp.left_behind(organization text)
    returns setof text
    language plpgsql
as $$
declare
    v_table regclass;
    v_count bigint;
begin
    for v_table in
        select a.attrelid from pg_attribute a join pg_class c on c.oid = a.attrelid
        where a.attname = 'organization_id' and c.relkind in ('r', 'p') and c.relnamespace = 'pgfiles'::regnamespace
    loop
        execute format('select count(*) from %s where organization_id = $1', v_table) into v_count using organization;
        if v_count > 0 then
            return next format('%s rows of %s', v_count, v_table);
        end if;
    end loop;
end
$$;
select is_empty($$select pg_temp.left_behind('acme')$$, 'no row of any table has the old name');
select results_eq(
    $$select sum(bytes), sum(files) from pgfiles.quota_usage where organization_id = 'acme2'$$, 'select bytes, files from usage',
    'what it uses is what it used');
select is((select max_files from pgfiles.quota where organization_id = 'acme2'), 77::bigint, 'its quota is its own');
select is((select id from pgfiles.app_user where organization_id = 'acme2' and user_id = '1'), '00000000-0000-4000-8000-000000000001',
    'a user is who he was, even if he has called with the new name before');
select results_eq($$select subject from pgfiles.rate_limit where split_part(subject, ' ', 2) in ('acme', 'acme-other')$$, $$values ('user acme-other 1')$$, 'all tokens are there again');
select is((select organization_id from pgfiles.service_token where jti = 't'), 'acme2', 'the tokens of its services are its own');
select is(
    (select count(*)::integer from pgfiles.logged_action where organization_id = 'acme2'), (select count + 1 from lines),
    'the audit has its old lines, and one about the new name');
select results_eq(
    $$select action, old_row ->> 'organization_id', new_row ->> 'organization_id' from pgfiles.logged_action order by id desc limit 1$$,
    $$values ('rename_organization', 'acme', 'acme2')$$, 'which says both');

-- Everything goes on under the new name.
set local role authenticated;
set local request.jwt.claims = :'alice2';
select is((select count(*)::integer from files.files), 4, 'alice sees her files');
select matches(f.download_url || f.thumbnail_small_url, '/acme/_/_/.*original\.jpg\?.*thumbnail_small\.jpg\?', 'a list has URLs, of the old keys')
from files.files f where f.id = (select id from own where name = 'ready');
select is(f.download_url, null, 'and none of what is not ready') from files.files f where f.id = (select id from own where name = 'pending');
select matches((files.generate_download_url(id)).url, 'X-Amz-Signature', 'a download') from own where name = 'ready';
select matches((files.generate_download_url(id, 'thumbnail_small')).url, '/thumbnail_small\.jpg\?', 'a thumbnail') from own where name = 'ready';
select results_eq(
    $$select d.url like '%X-Amz-Signature%', d.error ->> 'message'
      from files.generate_download_urls(array(select id from own where name in ('ready', 'pending') order by name)) d$$,
    $$values (null, 'File not ready'), (true, null)$$, 'and a batch of them');
select matches(u.url, 'X-Amz-Signature', 'an upload is signed anew') from own, pgfiles.sign_uploads(array[id], 60) u where name = 'pending';
select is((files.confirm_upload(id)).status, 'uploaded', 'and confirmed') from own where name = 'pending';
select matches((files.sign_part(id, null, 2)).url, 'uploadId=u&partNumber=2', 'the next part of the upload in parts') from own where name = 'parts';
select matches((files.complete_multipart_upload(id)).url, '/acme/.*uploadId=u', 'and its end') from own where name = 'parts';
select matches(
    (aws_lambda.get_presigned_url(jsonb_build_object('key', f.s3_original_key)) ->> 'url'), 'X-Amz-Signature', 'the URL of a key')
from files.files f where f.status = 'ready';
select matches((files.generate_upload_url(null, null, 'e.jpg', 'image/jpeg', 1)).url, '/acme2/_/_/', 'new files have the new name');
select matches(
    (select (files.generate_download_url(id)).url from own where name = 'ready'), '/acme/_/_/', 'and the old ones theirs, beside it');
set local request.jwt.claims = :'boss2';
select is((select count(*)::integer from files.logged_actions where action = 'rename_organization'), 1, 'the admin finds it in the audit');

-- And nothing under the old one, which another organization may have by now.
set local request.jwt.claims = :'alice';
select is_empty('select from files.files', 'the old name sees nothing');
select throws_ok(format('select files.generate_download_url(%L)', id), 'PT404', 'File not found', 'has no download') from own where name = 'ready';
select is(
    files.download_url(jsonb_populate_record(null::files.files, jsonb_build_object('id', f.id, 'status', 'ready', 'bucket', 'main',
        'file_name', 'x', 'download_key', 'acme/_/_/' || f.id || '/original.jpg'))),
    null, 'not even by a made-up row with a key that begins with it')
from own f where f.name = 'ready';
select is(
    pgfiles.java_column_url(pgfiles.signing_scope('main'), 'acme/_/_/' || id || '/original.jpg', 'x', ''), null, 'nor by Java itself')
from own where name = 'ready';
select is(aws_lambda.get_presigned_url(jsonb_build_object('key', 'acme/_/_/' || id || '/original.jpg')) ->> 'url', null, 'nor by the key')
from own where name = 'ready';
select throws_ok(format('select files.sign_part(%L, null, 2)', id), 'PT404', 'File not found', 'and no upload') from own where name = 'parts';

-- Somebody had a token from before.
insert into own select 'late', file_id from files.generate_upload_url(null, null, 'f.jpg', 'image/jpeg', 1);
reset role;
select is(pgfiles.rename_organization('acme', 'acme2'), 1::bigint, 'what came late comes after it');
select is((select count(*)::integer from pgfiles.file where organization_id = 'acme2'), 6, 'and is all there');

select * from finish();
rollback;
