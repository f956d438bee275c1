-- Java from SQL: the same answers on every runtime.
begin;
\ir fixtures.psql
select plan(15);

create function pg_temp.sign(profile text, method text, expires_in integer, requests text, lines integer default 1)
    returns text
    language sql
as $$
    select convert_from(pgfiles.java_presign(profile, method, expires_in, lines, convert_to(requests, 'UTF8')), 'UTF8')
$$;
create function pg_temp.sign_downloads(profile text, requests text, lines integer default 1)
    returns text
    language sql
as $$
    select convert_from(pgfiles.java_presign_downloads(profile, 300, lines, convert_to(requests, 'UTF8')), 'UTF8')
$$;

-- The key that the documentation's secret derives for 20130524, us-east-1 and s3.
\set endpoint 'https://s3.amazonaws.com\tus-east-1\texamplebucket\tvirtual\tAKIAIOSFODNN7EXAMPLE\t'
\set key dbb893acc010964918f1fd433add87c70e8b0db6be30c1fbeafefa5ec6ba8378
\set profile :endpoint :key '\t\t1369353600'
create temp table profile as select replace(:'profile', '\t', E'\t') as profile;

select is(
    substring(pg_temp.sign(profile, 'GET', 86400, 'test.txt') from 'X-Amz-Signature=(.*)'),
    'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    'AWS documents this signature for a presigned GET')
from profile;

select matches(
    pg_temp.sign(profile, 'PUT', 900, E'a+b c/é%.jpg\th:content-type\timage/jpeg'),
    '^https://examplebucket\.s3\.amazonaws\.com/a%2Bb%20c/%C3%A9%25\.jpg\?',
    'a key is percent-encoded')
from profile;

-- One line in, one line out, in order; a bad line harms no other.
select is(
    array(
        select case when starts_with(line, '!') then split_part(line, E'\t', 1) else substring(line from '/(k[^?]*)\?') end
        from string_to_table(pg_temp.sign(profile, 'GET', 300, E'k1\nk2\tx\nk3\nk4\tx\ty\n', 5), E'\n') line),
    array['k1', '!invalid_argument', 'k3', '!invalid_argument', '!invalid_argument'],
    'lines keep their order, and bad ones say so in their place')
from profile;

select matches(pg_temp.sign(profile, 'GET', 300, E'k1\nk2', 1), '^!invalid_argument\trequests: 1 of .*received 2\t',
    'a line more than asked for is an error of the call')
from profile;
select matches(pg_temp.sign_downloads(profile, E'k1\nk2', 3), '^!invalid_argument\trequests: 3 of .*received 2\t', 'as is a line less')
from profile;
select is(
    pg_temp.sign_downloads(profile, E'k\tinline\tn'), pg_temp.sign(profile, 'GET', 300, E'k\tinline\tn'), 'a download is a GET')
from profile;
select matches(pg_temp.sign_downloads(profile, E'k\tq:acl\t'), '^!invalid_argument\tdownload: ', 'and nothing else') from profile;
select is(
    array(select pgfiles.request_line(v, pgfiles.request_pair('inline', v)) from unnest(array[E'a\\\t\n\r', null]) v),
    array['a\\\t\n\r' || E'\tinline\t' || 'a\\\t\n\r', null],
    'no field of a request begins another, or another line; a null makes none');

select throws_ok(
    $$select pgfiles.checked_java_result(convert_from(pgfiles.java_presign('nonsense', 'GET', 300, 1, 'k'), 'UTF8'))$$,
    '22023', 'Invalid argument', 'a malformed profile is an error of the catalogue');
select throws_ok(
    $$select pgfiles.checked_java_result(E'!too_large\tat most 1, got 2\tsend less')$$,
    'PT413', 'File too large', 'an error from Java becomes one of the catalogue');
select is(pgfiles.checked_java_result('https://x'), 'https://x', 'a result passes unchanged');
select is(pgfiles.checked_java_result(null), null, 'no result is no error');

-- EXIF of what has none, and of what cannot have any.
select is(pgfiles.java_parse_exif('GIF89a')::jsonb -> 'orientation', 'null'::jsonb,
    'an image without EXIF has no orientation');
select throws_ok(
    $$select pgfiles.checked_java_result(pgfiles.java_parse_exif('not an image'))$$,
    'PT415', 'Unsupported media', 'what is no image is an error');

-- Java has its guard at the end of the stack, and PostgreSQL its own limit, which must come first.
select throws_ok(
    $$select repeat('[', 1000000)::json$$,
    '54001', null, 'a deep recursion in a backend that runs Java is an error and no crash');

select * from finish();
rollback;
