-- Many at once: order is kept, one bad item harms no other.
begin;
\ir fixtures.psql
select plan(27);

set local role authenticated;
set local request.jwt.claims = :'alice';

create temp table uploads as select * from files.generate_upload_urls($$[
    {"entity_type": "site", "entity_id": "5eed0000-0000-4000-8000-000000000001", "file_name": "a.jpg", "file_type": "image/jpeg", "file_size": 1},
    {"entity_type": "site", "entity_id": "5eed0000-0000-4000-8000-000000000003", "file_name": "b.jpg", "file_type": "image/jpeg", "file_size": 2},
    {"file_name": "c.png", "file_type": "image/png", "file_size": 3, "sha256": "2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824"},
    {"file_name": "d.html", "file_type": "text/html", "file_size": 4},
    {"file_name": "e.jpg", "file_type": "image/jpeg", "file_size": "many"},
    "nonsense"
]$$);
select results_eq(
    'select item, method, headers ->> ''content-type'', error ->> ''code'' from uploads',
    $$values (1, 'PUT', 'image/jpeg', null), (2, null, null, 'PT404'), (3, 'PUT', 'image/png', null), (4, null, null, 'PT415'),
        (5, null, null, '22023'), (6, null, null, '22023')$$,
    'each item has its URL or its error, in order');
select matches(url, '/' || file_id || '/original\.', 'the URL is that of the file') from uploads where item in (1, 3);
select is((select headers ->> 'x-amz-checksum-sha256' from uploads where item = 3), 'LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=',
    'a declared SHA-256 is a header, in base64');
select matches((select url from uploads where item = 3), 'x-amz-checksum-sha256', 'and signed');
select is((select count(*)::integer from files.files), 2, 'refused items leave nothing behind');
select throws_ok($$select files.generate_upload_urls('{}')$$, '22023', 'Invalid argument', 'an object is no array');
select throws_ok($$select files.generate_upload_urls()$$, '22023', 'Invalid argument', 'nothing is no array');
select is_empty($$select files.generate_upload_urls('[]')$$, 'no items, no rows');
select throws_ok($$select files.generate_upload_urls((select jsonb_agg(n) from generate_series(1, 10001) n))$$, '22023', 'Invalid argument',
    'more than 10,000 items are refused');

-- Confirming, with one that is bob's.
set local request.jwt.claims = :'bob';
create temp table bobs as select (files.generate_upload_url(null, null, 'x.jpg', 'image/jpeg', 1)).file_id;
set local request.jwt.claims = :'alice';
select results_eq(
    $$select c.item, c.status, c.error ->> 'code'
      from files.confirm_uploads(array(select file_id from uploads where item = 1 union all select file_id from bobs)) c$$,
    $$values (1::bigint, 'uploaded', null), (2, null, 'PT404')$$,
    'alice confirms hers, and not bob''s');
reset role;
select is((select f.status from pgfiles.file f join bobs on f.id = bobs.file_id), 'pending', 'bob''s file was not touched');
select is((select array_agg(l.action order by l.id) from pgfiles.logged_action l where l.user_id = '1' and l.logged_at >= now()),
    '{generate_upload_urls,generate_upload_urls,confirm_uploads}', 'each call left a line in the audit');
select pg_temp.make_ready(file_id) from uploads where item in (1, 3);

-- Downloading: hers, a pending one, one that does not exist, hers again.
set local role authenticated;
create temp table downloads as select * from files.generate_download_urls(
    array(select file_id from uploads where item = 3) || array(select file_id from bobs) || gen_random_uuid()
        || array(select file_id from uploads where item = 1));
select results_eq(
    'select item, method, error ->> ''message'' from downloads',
    $$values (1::bigint, 'GET', null), (2, null, 'File not found'), (3, null, 'File not found'), (4, 'GET', null)$$,
    'each file has its URL or its error, in order');
select matches(d.url, '/' || d.file_id || '/original\.', 'the URL is that of the file') from downloads d where d.url is not null;
select is((select count(*)::integer from files.generate_download_urls(array(select file_id from uploads), 'thumbnail_small') where url like '%/thumbnail\_small.jpg?%'),
    2, 'variants too');
select is((select array_agg(distinct error ->> 'message') from files.generate_download_urls(array(select file_id from uploads where item = 1), 'huge')),
    '{Variant not found}', 'or the error that there is none');
select throws_ok('select files.generate_download_urls(array_fill(gen_random_uuid(), array[10001]))', '22023', 'Invalid argument', 'too many');

-- Stable URLs: the same call, the same URL, within a window; at least as long a life as asked for.
create function pg_temp.url(stable_for integer)
    returns files.signed_request
    language sql
as $$
    select files.generate_download_url((select file_id from uploads where item = 1), expires_in => 60, stable_for => stable_for)
$$;
select is((pg_temp.url(86340)).url, u.url, 'a stable URL stays the same') from (select (pg_temp.url(86340)).url, pg_sleep(1.1)) u;
select isnt((pg_temp.url(0)).url, u.url, 'another does not') from (select (pg_temp.url(0)).url, pg_sleep(1.1)) u;
select ok((pg_temp.url(3600)).expires_at >= now() + interval '60 s', 'it lives as long as asked for at least');
select throws_ok('select pg_temp.url(-1)', '22023', 'Invalid argument', 'a window cannot be negative');
select throws_ok('select pg_temp.url(86341)', '22023', 'Invalid argument', 'nor may the URL live longer than any may: for both together');

-- A session token that ends: no URL outlives it, and the answer says so.
reset role;
update pgfiles.signing_key set session_token = 'token', expires_at = date_trunc('second', clock_timestamp()) + interval '90 s';
set local role authenticated;
select ok((r.r).expires_at <= clock_timestamp() + interval '90 s' and (r.r).url like '%X-Amz-Security-Token=token%', 'a URL dies with its session token')
from (select files.generate_download_url((select file_id from uploads where item = 1)) r) r;
reset role;
update pgfiles.signing_key set expires_at = clock_timestamp();
set local role authenticated;
select throws_ok($$select files.generate_download_url((select file_id from uploads where item = 1))$$, 'PT503', 'Signing key missing',
    'a token that has ended signs nothing');

-- A bucket behind a CDN: plain URLs.
reset role;
update pgfiles.bucket set cdn_base_url = 'https://cdn.example.com/photos';
set local role authenticated;
select matches(f.download_url, '^https://cdn\.example\.com/photos/acme/site/[^?]*/original\.jpg$', 'a public bucket''s URLs are not signed')
from files.files f where f.file_name = 'a.jpg';

select * from finish();
rollback;
