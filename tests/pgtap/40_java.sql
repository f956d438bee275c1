-- Java from SQL: the same answers on every runtime.
begin;
\ir fixtures.psql
select plan(11);

-- The key that the documentation's secret derives for 20130524, us-east-1 and s3.
\set endpoint 'https://s3.amazonaws.com\tus-east-1\texamplebucket\tvirtual\tAKIAIOSFODNN7EXAMPLE\t'
\set key dbb893acc010964918f1fd433add87c70e8b0db6be30c1fbeafefa5ec6ba8378
\set profile :endpoint :key '\t\t1369353600'
create temp table profile as select replace(:'profile', '\t', E'\t') as profile;

select is(
    substring(pgfiles.java_presign(profile, E'GET\t86400\ttest.txt') from 'X-Amz-Signature=(.*)'),
    'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    'AWS documents this signature for a presigned GET')
from profile;

select matches(
    pgfiles.java_presign(profile, E'PUT\t900\ta+b c/é%.jpg\th:content-type\timage/jpeg'),
    '^https://examplebucket\.s3\.amazonaws\.com/a%2Bb%20c/%C3%A9%25\.jpg\?',
    'a key is percent-encoded')
from profile;

-- One line in, one line out, in order; a bad line harms no other.
select is(
    array(
        select case when starts_with(line, '!') then split_part(line, E'\t', 1) else substring(line from '/(k[^?]*)\?') end
        from string_to_table(pgfiles.java_presign(profile,
            E'GET\t300\tk1\nGET\t0\tk2\nGET\t300\tk3\nBREW\t300\tk4\nGET\t300\t'), E'\n') line),
    array['k1', '!invalid_argument', 'k3', '!invalid_argument', '!invalid_argument'],
    'lines keep their order, and bad ones say so in their place')
from profile;

select is(
    convert_from(pgfiles.java_presign_batch(profile, convert_to(E'GET\t300\tk1\nGET\t300\tk2', 'UTF8')), 'UTF8'),
    pgfiles.java_presign(profile, E'GET\t300\tk1\nGET\t300\tk2'),
    'the batch of bytes signs the same')
from profile;

select throws_ok(
    $$select pgfiles.checked_java_result(pgfiles.java_presign('nonsense', E'GET\t300\tk'))$$,
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
