-- A wrong upload as a story: alice replaces it at once, and nobody else does.
begin;
\ir fixtures.psql
select plan(22);

set local role authenticated;
set local request.jwt.claims = :'alice';
create temp table first as select * from files.generate_upload_url('site', :site, 'a.jpg', 'image/jpeg', 10, repeat('a', 64));
create temp table old as select s3_original_key from files.files;
create temp table form as select * from files.generate_upload_form('site', :site, 'b.jpg', 'image/jpeg');

-- Nobody else's.
set local request.jwt.claims = :'bob';
select throws_ok(format('select files.renew_upload(%L)', file_id), 'PT404', 'File not found', 'bob cannot renew it') from first;
set local request.jwt.claims = :'boss';
select throws_ok(format('select files.renew_upload(%L)', file_id), 'PT404', 'File not found', 'nor can the admin') from first;

-- While it is pending: the URL is lost, or the wrong bytes were sent.
set local request.jwt.claims = :'alice';
create temp table second as select r.* from first, files.renew_upload(file_id, 20) r;
select is(second.file_id, first.file_id, 'it is the same file') from first, second;
select is(second.method, 'PUT', 'to be sent by a PUT') from second;
select matches(second.url, 'SignedHeaders=content-length%3B', 'of exactly a size') from second;
select is(second.headers ->> 'x-amz-checksum-sha256', null, 'the digest was that of other bytes') from second;
select matches(second.url, '/' || file_id || '/original-[0-9a-f]{8}\.jpg\?', 'under another key of its folder') from second;
select results_eq('select status, file_size, sha256 from files.files join first on file_id = id', $$values ('pending', 20::bigint, null::text)$$,
    'it is pending');
reset role;
select results_eq(
    $$select d.bucket, d.cause, d.delete_at > now() + interval '1 hour' from pgfiles.doomed_object d join old on old.s3_original_key = d.s3_key$$,
    $$values ('main', 'renewed', true)$$,
    'what was sent for it is doomed, not before its URL has ended');
set local role authenticated;
select throws_ok(format('select files.renew_upload(%L, 52428801)', file_id), 'PT413', 'File too large', 'the bucket has its limit') from first;
select throws_ok(format('select files.renew_upload(%L, 0)', file_id), '22023', 'Invalid argument', 'nothing is no size') from first;
select throws_ok(format('select files.renew_upload(%L, null, %L)', file_id, 'x'), '22023', 'Invalid argument', 'nor is that a digest') from first;
select throws_ok('select files.renew_upload()', 'PT404', 'File not found', 'of no file');

-- A form's size was never declared.
select throws_ok(format('select files.renew_upload(%L)', file_id), '22023', 'Invalid argument', 'a form needs a size now') from form;
create temp table form_again as select r.* from form, files.renew_upload(file_id, 5) r;
select is(f.file_size, 5::bigint, 'and has one then') from files.files f join form on file_id = id;

-- Confirmed: a worker looks at it. Rejected: again.
select c.status from first, files.confirm_upload(file_id) c \g /dev/null
select throws_ok(format('select files.renew_upload(%L)', file_id), 'PT404', 'File not found', 'not while a worker may look at it') from first;
reset role;
update pgfiles.file f set status = 'rejected', status_reason = 'quarantined' from first where f.id = file_id;
set local role authenticated;
select throws_ok(format('select files.renew_upload(%L)', file_id), 'PT404', 'File not found', 'nor out of quarantine') from first;
reset role;
update pgfiles.file f
set status_reason = 'checksum_mismatch', sha256 = repeat('b', 64), checked_key = 'acme/checked'
from first where f.id = file_id;
set local role authenticated;
create temp table third as select r.* from first, files.renew_upload(file_id) r;
select is(f.file_size, 20::bigint, 'but after any other refusal, with the size that was declared') from files.files f join third on file_id = id;
select is(f.status, 'pending', 'it waits for its bytes again') from files.files f join first on file_id = id;
select is((files.confirm_upload(file_id)).status, 'uploaded', 'and can be confirmed') from first;
reset role;
select is((select count(*)::integer from pgfiles.doomed_object d join first using (file_id)), 3, 'each old key is doomed');
select is((select count(*)::integer from pgfiles.logged_action where action = 'renew_upload'), 3, 'the audit has each');

select * from finish();
rollback;
