-- Forms, uploads in parts, routes to buckets.
begin;
\ir fixtures.psql
select plan(46);

-- Parts: at most 10,000 of at least 8 MiB, in whole MiB (AWS, Amazon S3 multipart upload limits).
select is(pgfiles.part_size_for(size), part, format('part of %s bytes', size))
from (values
    (1::bigint, 8388608::bigint),
    (83886080000, 8388608),
    (83886080001, 9437184),
    (5497558138880, 550502400)
) as t (size, part);
select ok((5497558138880 + 550502399) / 550502400 <= 10000, '5 TiB fit into 10,000 parts');

-- What is known of the store: as if it was looked at.
delete from pgfiles.bucket_check;
select is(pgfiles.was_seen('main', 'forms'), false, 'nobody has looked at the store');
set local role authenticated;
set local request.jwt.claims = :'alice';
select throws_ok($$select files.generate_upload_form(null, null, 'a.jpg', 'image/jpeg')$$, 'PT501', 'Not supported by store',
    'no form before somebody has looked');
reset role;
insert into pgfiles.bucket_check (bucket, item, is_ok, finding) values ('main', 'forms', false, 'a form is taken, and with it another key');
set local role authenticated;
select throws_ok($$select files.generate_upload_form(null, null, 'a.jpg', 'image/jpeg')$$, 'PT501', 'Not supported by store',
    'nor where the store takes a form for anything');
select is_empty('select from files.files', 'and no file is left of it');
reset role;
update pgfiles.bucket_check set is_ok = true;
update pgfiles.bucket set endpoint = 'http://elsewhere.example:1' where name = 'main';
select is(pgfiles.was_seen('main', 'forms'), false, 'of another store nothing is known');
insert into pgfiles.bucket_check (bucket, item, is_ok) values ('main', 'forms', true);
set local role authenticated;

-- A form: its fields are the policy's.
create temp table form as select * from files.generate_upload_form('site', :site, 'a.jpg', 'image/jpeg', max_size => 1000);
select is(method, 'POST', 'a form is a POST') from form;
select is(fields ->> 'key', (select s3_original_key from files.files), 'its key is fixed') from form;
create temp table policy as select convert_from(decode(fields ->> 'policy', 'base64'), 'UTF8')::jsonb as policy from form;
select ok(policy -> 'conditions' @> '[["content-length-range", 1, 1000]]', 'its size is a range') from policy;
select ok(policy::text like '%image/jpeg%', 'its type is bound') from policy;
select throws_ok($$select files.generate_upload_form(null, null, 'a.jpg', 'image/jpeg', max_size => 52428801)$$, 'PT413', 'File too large', 'above the limit');
select throws_ok($$select files.generate_upload_form(null, null, 'a.jpg', 'image/jpeg', max_size => 10, min_size => 11)$$, '22023', 'Invalid argument',
    'an empty range');

-- An upload in parts, of a bucket that takes large files.
select throws_ok($$select files.create_multipart_upload(null, null, 'v.jpg', 'image/jpeg', 209715200)$$, 'PT413', 'File too large', 'above the limit too');
reset role;
update pgfiles.bucket set max_bytes = 5497558138880;
set local role authenticated;
select throws_ok($$select files.generate_upload_url(null, null, 'v.jpg', 'image/jpeg', 5368709121)$$, 'PT413', 'File too large', 'one PUT takes 5 GiB');
create temp table upload as select * from files.create_multipart_upload('site', :site, 'v.jpg', 'image/jpeg', 209715201);
select results_eq('select method, part_size, part_count from upload', $$values ('POST', 8388608::bigint, 26)$$, 'it is cut into parts');
select matches(url, '[?&]uploads(=|&)', 'and begins with CreateMultipartUpload') from upload;
select throws_ok(format('select files.sign_part(%L, null, 1)', file_id), '22023', 'Invalid argument', 'no upload id was shown') from upload;
create temp table part as select p.* from upload u, files.sign_parts(u.file_id, 'id+/=', '{1,26,2}') p;
select results_eq('select part_number, method, headers ->> ''content-length'' from part',
    $$values (1, 'PUT', '8388608'), (26, 'PUT', '1'), (2, 'PUT', '8388608')$$, 'parts are bound to their sizes, the last to the rest');
select matches(url, '[?&]partNumber=26&.*uploadId=id%2B%2F%3D|uploadId=id%2B%2F%3D.*partNumber=26', 'number and id are in the URL')
from part where part_number = 26;
select matches((files.sign_part(file_id, null, 3)).url, 'partNumber=3', 'the id is remembered, and a part can be signed again') from upload;
select throws_ok(format('select files.sign_part(%L, null, 27)', file_id), '22023', 'Invalid argument', 'no part 27') from upload;
select throws_ok(format('select files.sign_part(%L, null, 0)', file_id), '22023', 'Invalid argument', 'no part 0') from upload;
select throws_ok(format('select files.sign_part(%L, null, null)', file_id), '22023', 'Invalid argument', 'no part at all') from upload;
select throws_ok(format('select files.sign_part(%L, %L, 1)', file_id, E'a\nb'), '22023', 'Invalid argument', 'an id that cannot be') from upload;
select is(l.method, 'GET', 'listing is a GET') from upload u, files.list_parts(u.file_id) l;
select is(c.method, 'POST', 'completing is a POST') from upload u, files.complete_multipart_upload(u.file_id) c;
select is(c.headers, '{"if-none-match": "*"}', 'it replaces nothing that is there') from upload u, files.complete_multipart_upload(u.file_id) c;
select matches(c.url, 'if-none-match', 'which is signed') from upload u, files.complete_multipart_upload(u.file_id) c;
reset role;
update pgfiles.bucket set has_conditional_writes = false;
set local role authenticated;
select is(c.headers, '{}', 'unless the store knows no such header') from upload u, files.complete_multipart_upload(u.file_id) c;

-- Nobody else's.
set local request.jwt.claims = :'bob';
select throws_ok(format('select files.sign_part(%L, %L, 1)', file_id, 'id'), 'PT404', 'File not found', 'bob cannot add parts') from upload;
select throws_ok(format('select files.abort_multipart_upload(%L)', file_id), 'PT404', 'File not found', 'nor abort it') from upload;

-- Given up.
set local request.jwt.claims = :'alice';
select is(a.method, 'DELETE', 'aborting is a DELETE') from upload u, files.abort_multipart_upload(u.file_id) a;
select is(f.status || ' ' || f.status_reason, 'rejected aborted', 'and ends the file') from files.files f join upload u on u.file_id = f.id;
select throws_ok(format('select files.sign_part(%L, null, 1)', file_id), 'PT404', 'File not found', 'nothing more is signed') from upload;

-- Routes: the most specific one wins.
reset role;
insert into pgfiles.bucket (name, s3_bucket) values ('o', 'ooo'), ('t', 'ttt'), ('both', 'bbb');
insert into pgfiles.bucket_route (organization_id, entity_type, bucket) values ('acme', null, 'o'), (null, 'site', 't'), ('acme', 'site', 'both');
select is(pgfiles.bucket_for(organization, entity_type), bucket, format('%s of %s', coalesce(entity_type, 'a file'), organization))
from (values ('acme', 'site', 'both'), ('acme', null, 'o'), ('globex', 'site', 't'), ('globex', null, 'main')) t (organization, entity_type, bucket);

-- Headers of a bucket go into every upload, and into its signature.
update pgfiles.bucket
set upload_headers = '{"x-amz-server-side-encryption": "aws:kms", "x-amz-storage-class": "STANDARD_IA"}'
where name = 'both';
insert into pgfiles.signing_key (region, date, access_key_id, signing_key)
select 'us-east-1', (now() at time zone 'UTC')::date, 'AKIATEST', decode(repeat('ab', 32), 'hex')
on conflict do nothing;
set local role authenticated;
create temp table encrypted as select * from files.generate_upload_url('site', :site, 'e.jpg', 'image/jpeg', 9);
select is(headers ->> 'x-amz-server-side-encryption', 'aws:kms', 'a PUT has the bucket''s headers') from encrypted;
select matches(url, 'SignedHeaders=content-length%3Bcontent-type%3Bhost%3Bif-none-match%3Bx-amz-server-side-encryption%3Bx-amz-storage-class',
    'which are signed') from encrypted;
select is(headers ->> 'x-amz-storage-class', 'STANDARD_IA', 'and so has an upload in parts')
from files.create_multipart_upload('site', :site, 'e.jpg', 'image/jpeg', 9);
reset role;
select throws_ok($$update pgfiles.bucket set upload_headers = '{"x-amz-acl": "public-read"}'$$, '22023', 'Invalid argument', 'no ACL among them');

select * from finish();
rollback;
