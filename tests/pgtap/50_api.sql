-- The API as a story: alice uploads a photo of a site; who sees it, who does not, and what is refused.
begin;
\ir fixtures.psql
select plan(53);

create temp table answer (file_id uuid, method text, url text, headers jsonb, fields jsonb, expires_at timestamptz);
grant all on answer to authenticated;

-- Alice asks for an upload URL.
set local role authenticated;
set local request.jwt.claims = :'alice';
insert into answer select * from files.generate_upload_url('site', :site, 'Überblick Süd.jpg', 'image/jpeg', 12345);

select is(method, 'PUT', 'an upload is a PUT') from answer;
select is(headers, '{"content-type": "image/jpeg", "if-none-match": "*"}', 'what to send, without what no page may set')
from answer;
select matches(url, 'X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost%3Bif-none-match', 'type and exact size are signed') from answer;
select matches(url, '/acme/site/5eed0000-0000-4000-8000-000000000001/' || file_id || '/original\.jpg\?', 'the key has no name of the client''s')
from answer;
select matches(url, 'X-Amz-Expires=900', 'the URL lives 900 seconds') from answer;
select ok(expires_at between now() + interval '890 s' and clock_timestamp() + interval '900 s', 'and the answer says so') from answer;
select unalike(url, '%abababab%', 'the signing key is not in the URL') from answer;
select results_eq(
    'select status, file_name, file_type, file_size, organization_id, owner_id, entity_type, entity_id from files.files',
    $$values ('pending', 'Überblick Süd.jpg', 'image/jpeg', 12345::bigint, 'acme', '1', 'site',
        '5eed0000-0000-4000-8000-000000000001')$$,
    'the file exists from the first moment');
select is(f.download_url, null, 'there is nothing to download yet') from files.files f;
select throws_ok(format('select files.generate_download_url(%L)', file_id), 'PT422', 'File not ready', 'and asking for it says so')
from answer;

-- A pending file concerns nobody else.
set local request.jwt.claims = :'bob';
select is_empty('select from files.files', 'bob, who sees the site, does not see a pending file');
select throws_ok(format('select files.confirm_upload(%L)', file_id), 'PT404', 'File not found', 'and cannot confirm it') from answer;
set local request.jwt.claims = :'carol';
select is_empty('select from files.files', 'carol of another organization sees nothing');
select throws_ok(format('select files.confirm_upload(%L)', file_id), 'PT404', 'File not found', 'and cannot confirm it') from answer;
select is_empty(format('select * from pgfiles.sign_uploads(array[%L]::uuid[], 60)', file_id), 'nor have its upload signed')
from answer;

-- Alice confirms, twice.
set local request.jwt.claims = :'alice';
select is((files.confirm_upload(file_id)).status, 'uploaded', 'a confirmed file is uploaded') from answer;
select is((files.confirm_upload(file_id)).status, 'uploaded', 'confirming again is harmless') from answer;
reset role;
select is((select count(*)::integer from pgfiles.job j join answer using (file_id)), 1, 'one job is queued');
select pg_temp.make_ready(file_id) from answer;

-- Everyone who sees the site sees the file.
set local role authenticated;
select results_eq(
    $$select status, latitude, orientation, width from files.files$$,
    $$values ('ready', 46.5::double precision, 6::smallint, 30)$$,
    'the worker''s findings are columns');
select matches(f.download_url, 'X-Amz-Expires=360&.*X-Amz-Signature=', 'the original''s URL is a column') from files.files f;
select matches(f.download_url, 'response-content-disposition=inline', 'shown by browsers under its name') from files.files f;
select matches(f.thumbnail_small_url, '/thumbnail_small\.jpg\?', 'a thumbnail''s URL is a column') from files.files f;
select is(f.thumbnail_large_url, null, 'null for one that was not made') from files.files f;
set local request.jwt.claims = :'bob';
select is((select count(*)::integer from files.files), 1, 'bob sees a ready file of a site he sees');
select matches((files.generate_download_url(file_id)).url, '/original\.jpg\?', 'and may download it') from answer;
select matches((files.generate_download_url(file_id, 'thumbnail_small')).url, '/thumbnail_small\.jpg\?', 'or a variant') from answer;
select matches((files.generate_download_url(file_id, is_attachment => true)).url, 'response-content-disposition=attachment', 'or save it')
from answer;
select throws_ok(format('select files.generate_download_url(%L, %L)', file_id, 'huge'), 'PT404', 'Variant not found', 'no such variant')
from answer;
select throws_ok(format('select files.generate_download_url(%L, null)', file_id), 'PT404', 'Variant not found', 'nor without a name')
from answer;
select throws_ok(format('select files.generate_download_url(%L, expires_in => 86401)', file_id), '22023', 'Invalid argument', 'too long a life')
from answer;
set local request.jwt.claims = :'carol';
select is_empty('select from files.files', 'carol still sees nothing');
select is_empty('select from pgfiles.file', 'nor in the table itself');
select throws_ok(format('select files.generate_download_url(%L)', file_id), 'PT404', 'File not found', 'for her it does not exist')
from answer;
select is_empty(
    format($$select * from pgfiles.sign_downloads(array[%L::uuid], '{original}', 60)$$, file_id),
    'files of other organizations are not signed, even behind the API')
from answer;

-- What the table would not let her do, whatever the API says.
prepare smuggle as insert into pgfiles.file (entity_type, entity_id, file_name, file_type, file_size)
    values ('site', '5eed0000-0000-4000-8000-000000000001', 'x.jpg', 'image/jpeg', 1);
select throws_ok('execute smuggle', '42501', null, 'a foreign site takes no file');
select throws_ok($$update pgfiles.file set status = 'ready'$$, '42501', null, 'no status is set by hand');
select throws_ok($$delete from pgfiles.file$$, '42501', null, 'nothing is deleted by hand');
select throws_ok($$insert into pgfiles.file (owner_id) values ('1')$$, '42501', null, 'no owner is claimed');
select throws_ok($$select from pgfiles.signing_key$$, '42501', null, 'signing keys are nobody''s to read');
select throws_ok($$select from pgfiles.job$$, '42501', null, 'nor is the queue');
select throws_ok($$select pgfiles.open_signer('main', 60)$$, '42501', null, 'nor what is made from them');

-- Bad input: a clear error, and nothing left behind.
set local request.jwt.claims = :'alice';
create temp table bad (entity_type text, entity_id text, file_name text, file_type text, file_size bigint, code text, message text, oddity text);
insert into bad values
    ('ship', '1', 'a.jpg', 'image/jpeg', 1, '22023', 'Unknown entity type', 'unknown entity type'),
    ('site', null, 'a.jpg', 'image/jpeg', 1, '22023', 'Invalid argument', 'type without id'),
    ('site', 'not-a-uuid', 'a.jpg', 'image/jpeg', 1, 'PT404', 'Entity not found', 'malformed id'),
    ('site', '5eed0000-0000-4000-8000-000000000003', 'a.jpg', 'image/jpeg', 1, 'PT404', 'Entity not found', 'site of another organization'),
    ('site', '5eed0000-0000-4000-8000-000000000002', 'a.jpg', 'image/jpeg', 1, '42501', 'Not allowed', 'site that may not be changed'),
    (null, null, '', 'image/jpeg', 1, '22023', 'Invalid argument', 'empty name'),
    (null, null, 'a/b.jpg', 'image/jpeg', 1, '22023', 'Invalid argument', 'path for a name'),
    (null, null, 'a.jpg', 'image/jpeg', 0, '22023', 'Invalid argument', 'no bytes'),
    (null, null, 'a.jpg', 'image/jpeg', null, '22023', 'Invalid argument', 'size missing'),
    (null, null, 'a.jpg', 'image/jpeg', 52428801, 'PT413', 'File too large', 'one byte too many'),
    (null, null, 'a.html', 'text/html', 1, 'PT415', 'File type not allowed', 'type not allowed'),
    (null, null, 'a.html', null, 1, 'PT415', 'File type not allowed', 'no type, and a name that is not allowed');
select throws_ok(
    format('select files.generate_upload_url(%L, %L, %L, %L, %L)', entity_type, entity_id, file_name, file_type, file_size),
    code::char(5), message, 'refused: ' || oddity)
from bad;

select * from finish();
rollback;
