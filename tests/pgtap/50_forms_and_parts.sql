-- Forms, uploads in parts, routes to buckets.
begin;
\ir fixtures.psql
select plan(60);

-- Parts: at most 10,000 of 5 MiB to 5 GiB (AWS, Amazon S3 multipart upload limits); by default as Uppy cuts:
-- max(5 MiB, ceil(size / 10000)).
select is(pgfiles.part_size_for(size, asked), part, format('part of %s bytes, asked for %s', size, asked))
from (values
    (1::bigint, null::bigint, 5242880::bigint),
    (52428800000, null, 5242880),
    (52428800001, null, 5242881),
    (5497558138880, null, 549755814),
    (12582912, 5242880, 5242880),
    (12582912, 5242881, 5242881),
    (12582912, 5368709120, 5368709120),
    (3000000, 3000000, 5242880)
) as t (size, asked, part);
select ok((5497558138880 + 549755813) / 549755814 <= 10000, '5 TiB fit into 10,000 parts');
select throws_ok(format('select pgfiles.part_size_for(%s, %s)', size, asked), '22023', 'Invalid argument', format('no parts of %s bytes of %s', asked, size))
from (values (12582912::bigint, 5242879::bigint), (12582912, 5368709121), (12582912, 0), (3000000, 2999999), (52428800001, 5242880)) t (size, asked);

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
select results_eq('select method, part_size, part_count from upload', $$values ('POST', 5242880::bigint, 41)$$, 'it is cut into parts');
select matches(url, '[?&]uploads(=|&)', 'and begins with CreateMultipartUpload') from upload;
select throws_ok(format('select files.sign_part(%L, null, 1)', file_id), '22023', 'Invalid argument', 'no upload id was shown') from upload;
create temp table part as select p.* from upload u, files.sign_parts(u.file_id, 'id+/=', '{1,41,2}') p;
select results_eq('select part_number, method, headers from part',
    $$values (1, 'PUT', '{}'::jsonb), (41, 'PUT', '{}'), (2, 'PUT', '{}')$$, 'a part needs no header that a page may not set');
select is(substring(url from 'SignedHeaders=([^&]*)'), 'content-length%3Bhost', 'and its length is signed') from part where part_number = 1;
select matches(url, '[?&]partNumber=41&.*uploadId=id%2B%2F%3D|uploadId=id%2B%2F%3D.*partNumber=41', 'number and id are in the URL')
from part where part_number = 41;
select matches((files.sign_part(file_id, null, 3)).url, 'partNumber=3', 'the id is remembered, and a part can be signed again') from upload;
select throws_ok(format('select files.sign_part(%L, null, 42)', file_id), '22023', 'Invalid argument', 'no part 42') from upload;
-- Cut otherwise: as the client says.
create temp table by_8 as select * from files.create_multipart_upload('site', :site, 'v.jpg', 'image/jpeg', 20971521, part_size => 8388608);
select results_eq('select part_size, part_count from by_8', $$values (8388608::bigint, 3)$$, 'a client cuts it as it likes');
select is((files.sign_part(file_id, 'u', 3)).method, 'PUT', 'all of its parts are signed') from by_8;
select throws_ok(format('select files.sign_part(%L, null, 4)', file_id), '22023', 'Invalid argument', 'and no more') from by_8;
select throws_ok($$select files.create_multipart_upload(null, null, 'v.jpg', 'image/jpeg', 20971521, part_size => 5242879)$$, '22023', 'Invalid argument',
    'within what S3 takes');
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
