-- What a bucket's policy hides of a photo, from whom: alice uploads, bob sees the site, boss is the admin.
begin;
\ir fixtures.psql
select plan(73);

create temp table photo (name text, id uuid);
grant all on photo to authenticated;
create function pg_temp.id(name text) returns uuid language sql as 'select p.id from photo p where p.name = id.name';
create function pg_temp.finish(file_id uuid, stripped jsonb)
    returns void
    language sql
as $$
    select pgfiles.mark_uploaded(array[file_id]);
    select pgfiles.finish_job(jsonb_build_object(
        'job_id', (select j.id from pgfiles.job j where j.file_id = finish.file_id),
        'outcome', 'ready',
        'exif', '{"latitude":46.5,"longitude":7.9,"altitude":1200,"captured_at":"2026-07-01T12:00:00Z","camera_make":"Canon","camera_model":"R5","lens_model":"RF 50",
            "exposure_time":0.004,"f_number":1.8,"iso":100,"focal_length":50,"orientation":6,
            "raw":{"Make":"Canon","GPS Latitude":"46 30 0","GPS Altitude":"1200","Unknown tag (0x0020)":"x"}}'::jsonb,
        'stripped', stripped,
        'variants', '[{"name":"thumbnail_small","key":"acme/t.jpg","file_type":"image/jpeg","file_size":9,"width":150,"height":150}]'::jsonb))
$$;

-- Two photos: of the second no copy without metadata could be made.
set local role authenticated;
set local request.jwt.claims = :'alice';
insert into photo
select n, (files.generate_upload_url('site', :site, n || '.jpg', 'image/jpeg', 5)).file_id from unnest('{plain,odd}'::text[]) n;
reset role;
reset request.jwt.claims;
select pg_temp.finish(pg_temp.id('plain'), '{"key":"acme/plain/stripped.jpg","file_type":"image/jpeg","file_size":4}');
select pg_temp.finish(pg_temp.id('odd'), null);

-- The lines of a query's plan.
create function pg_temp.plan_of(query text)
    returns setof text
    language plpgsql
as $$
begin
    return query execute 'explain (verbose, costs off) ' || query;
end
$$;

create temp view seen as
    select f.latitude, f.longitude, f.altitude, f.captured_at, f.camera_make, f.orientation, f.exif,
        substring(f.download_url from '[a-z]+\.jpg') as downloads
    from files.files f where f.file_name = 'plain.jpg';
alter view seen set (security_invoker = true);
grant select on seen to authenticated;

-- keep: whoever sees the file sees it all.
set local role authenticated;
set local request.jwt.claims = :'bob';
select results_eq('select latitude, longitude, altitude, camera_make, downloads from seen',
    $$values (46.5::double precision, 7.9::double precision, 1200::double precision, 'Canon', 'original.jpg')$$, 'keep: bob sees all');
select ok(exif ? 'GPS Latitude', 'the raw tags, too') from seen;

-- hide_gps
reset role;
update pgfiles.bucket set exif_policy = 'hide_gps';
set local role authenticated;
select results_eq('select latitude, longitude, altitude from seen', 'values (null::double precision, null::double precision, null::double precision)',
    'hide_gps: bob does not see where');
select results_eq('select captured_at, camera_make, orientation, exif from seen',
    $$values ('2026-07-01 12:00Z'::timestamptz, 'Canon', 6::smallint, '{"Make":"Canon"}'::jsonb)$$,
    'but when and with what; no tag tells the place');
select is_empty('select from files.files where latitude > 0', 'nor can he find out by filtering');
select is_empty('select from files.files where latitude is not null', 'in no way');
select is_empty($$select from files.files where exif ->> 'GPS Latitude' is not null$$, 'by no tag');
select results_eq('select file_name from files.files order by latitude desc nulls last, file_name',
    $$values ('odd.jpg'), ('plain.jpg')$$, 'nor by ordering');
select is(downloads, 'stripped.jpg', 'what he downloads is the copy without metadata') from seen;
select matches((files.generate_download_url(pg_temp.id('plain'))).url, '/acme/plain/stripped\.jpg\?', 'by the call as well');
select matches((files.generate_download_url(pg_temp.id('plain'))).url, 'filename%3D%22plain.jpg%22', 'under the name of the file');
select results_eq(format('select substring(url from %L), error from files.generate_download_urls(array[%L]::uuid[])', '[a-z]+\.jpg', pg_temp.id('plain')),
    $$values ('stripped.jpg', null::jsonb)$$, 'and by that for many');
select matches(aws_lambda.get_presigned_url(jsonb_build_object('key', s3_original_key)) ->> 'url', '/stripped\.jpg\?', 'and by the Lambda''s')
from pgfiles.file where id = pg_temp.id('plain');
select matches(f.thumbnail_small_url, '/t\.jpg\?', 'thumbnails are without metadata anyway') from files.files f where id = pg_temp.id('plain');

select is(f.download_url, null, 'where there is no such copy, there is nothing') from files.files f where f.id = pg_temp.id('odd');
select throws_ok(format('select files.generate_download_url(%L)', pg_temp.id('odd')), 'PT404', 'Variant not found', 'and the call says so');
select results_eq(format($$select url, error ->> 'code' from files.generate_download_urls(array[%L]::uuid[])$$, pg_temp.id('odd')),
    $$values (null::text, 'PT404')$$, 'so does that for many');
select is(aws_lambda.get_presigned_url(jsonb_build_object('key', s3_original_key)) ->> 'url', null, 'and the Lambda''s has none')
from pgfiles.file where id = pg_temp.id('odd');

-- The uploader, the admin and the DBA see everything; the admin of another organization nothing.
set local request.jwt.claims = :'alice';
select results_eq('select latitude, downloads from seen', $$values (46.5::double precision, 'original.jpg')$$, 'alice sees her own');
select matches((files.generate_download_url(pg_temp.id('odd'))).url, '/original\.jpg\?', 'and downloads it');
select matches(url, '/original\.jpg\?', 'also among many') from files.generate_download_urls(array[pg_temp.id('odd')]);
select matches(aws_lambda.get_presigned_url(jsonb_build_object('key', s3_original_key)) ->> 'url', '/original\.jpg\?', 'and by the Lambda''s')
from pgfiles.file where id = pg_temp.id('odd');
set local request.jwt.claims = :'boss';
select results_eq('select latitude, exif ? ''GPS Latitude'', downloads from seen', $$values (46.5::double precision, true, 'original.jpg')$$, 'so does the admin');
select isnt_empty('select from files.files where latitude > 0', 'and can search by it');
set local request.jwt.claims = :'carol';
select is_empty('select from seen', 'carol sees no such file at all');
set local request.jwt.claims = '{"role":"authenticated","user":{"organization_id":"globex","user_id":"1","role":"org_admin"}}';
select is_empty('select from seen', 'nor does an admin of another organization, be his number alice''s');
set local request.jwt.claims = '{"role":"authenticated","user":{"organization_id":"acme"}}';
select is_empty('select from seen where latitude is not null', 'one without a number is not taken for the uploader');
reset role;
reset request.jwt.claims;
select is(latitude, 46.5::double precision, 'the DBA sees it') from seen;

-- strip
update pgfiles.bucket set exif_policy = 'strip';
set local role authenticated;
set local request.jwt.claims = :'bob';
select results_eq('select latitude, captured_at, camera_make, orientation, exif from seen',
    'values (null::double precision, null::timestamptz, null::text, null::smallint, null::jsonb)', 'strip: bob sees nothing of it');
select is_empty(
    'select from files.files
        where num_nonnulls(captured_at_local, camera_model, lens_model, exposure_time, f_number, iso, focal_length) > 0',
    'not the other columns either');
select is_empty($$select from files.files where camera_make = 'Canon'$$, 'and finds nothing by it');
select is(downloads, 'stripped.jpg', 'and downloads the copy') from seen;
select is((select count(*)::integer from files.files), 2, 'the files themselves are there');
select is_empty('select from files.files where num_nonnulls(captured_at, hidden_captured_at) > 0', 'of none he learns when it was taken');
select is_empty($$select from files.files where captured_at > '2000-01-01'$$, 'nor by asking for a time');
set local request.jwt.claims = :'alice';
select is(camera_make, 'Canon', 'alice sees her own') from seen;
select results_eq('select camera_model, lens_model, exposure_time, f_number, iso, focal_length from files.files where iso is not null limit 1',
    $$values ('R5', 'RF 50', 0.004::double precision, 1.8::double precision, 100, 50::double precision)$$, 'with all that the camera noted');
select is((files.confirm_upload(pg_temp.id('plain'))).latitude, 46.5::double precision, 'also in an answer');
select results_eq('select distinct captured_at, hidden_captured_at from files.files',
    $$values (null::timestamptz, '2026-07-01 12:00Z'::timestamptz)$$, 'the moment too, where nobody else looks');
set local request.jwt.claims = :'boss';
select is((select count(hidden_captured_at)::integer from files.files), 2, 'so does the admin');

-- What comes while the policy is strip is hidden from the start; back at keep, all is shown again.
reset role;
reset request.jwt.claims;
update pgfiles.file set exif = null where id = pg_temp.id('odd');
select pgfiles.finish_exif(pg_temp.id('odd'), '{"exif":{"captured_at":"2026-07-02T12:00:00Z","iso":200,"raw":{"Make":"Leica"}}}');
select results_eq(format('select captured_at, hidden_captured_at, camera_make, iso, exif from pgfiles.file where id = %L', pg_temp.id('odd')),
    $$values (null::timestamptz, '2026-07-02 12:00Z'::timestamptz, null::text, 200, '{"Make":"Leica"}'::jsonb)$$, 'read again: only what was found, and hidden at once');
update pgfiles.bucket set exif_policy = 'keep';
set local role authenticated;
set local request.jwt.claims = :'bob';
select results_eq('select captured_at, hidden_captured_at from files.files order by captured_at desc nulls last',
    $$values ('2026-07-02 12:00Z'::timestamptz, null::timestamptz), ('2026-07-01 12:00Z', null)$$, 'back at keep, bob sees when each was taken');
reset role;
select pgfiles.finish_exif(pg_temp.id('odd'), '{"exif":{"raw":{}}}');
select is(captured_at, null, 'a moment that is no longer found is gone') from pgfiles.file where id = pg_temp.id('odd');
update pgfiles.bucket set exif_policy = 'hide_gps';
select is(captured_at, '2026-07-01 12:00Z', 'hide_gps hides the place alone') from pgfiles.file where id = pg_temp.id('plain');
update pgfiles.bucket set exif_policy = 'strip';
select results_eq(format('select captured_at, hidden_captured_at from pgfiles.file where id = %L', pg_temp.id('plain')),
    $$values (null::timestamptz, '2026-07-01 12:00Z'::timestamptz)$$, 'strip also what was there before');
set local role authenticated;
set local request.jwt.claims = :'alice';

-- Who does not ask for EXIF does not pay for it.
select unalike(string_agg(line, e'\n'), '%pgfiles.bucket%', 'a list without these columns does not look at the policy')
from pg_temp.plan_of('select f.file_name, f.status from files.files f') line;

select unalike(string_agg(line, e'\n'), '%files.' || name || '(%', name || ' is inlined: the view is cheap enough')
from unnest('{download_url,thumbnail_small_url}'::text[]) name,
    pg_temp.plan_of(format('select files.%s(f) from files.files f', name)) line
group by name;

-- What the worker is told.
reset role;
reset request.jwt.claims;
select matches(pgfiles.describe_file('process_file', f) ->> 'stripped_key', '^acme/site/.*/stripped\.jpg$', 'the worker makes the copy')
from pgfiles.file f where f.id = pg_temp.id('plain');
update pgfiles.bucket set exif_policy = 'keep';
select is(pgfiles.describe_file('process_file', f) ->> 'stripped_key', null, 'unless the bucket keeps EXIF')
from pgfiles.file f where f.id = pg_temp.id('plain');
-- More photos than are moved at once: workers go on, and meanwhile nobody learns what he must not.
insert into pgfiles.file (organization_id, owner_id, entity_type, entity_id, file_name, file_type, file_size, bucket, s3_original_key, status, captured_at)
select 'acme', f.owner_id, f.entity_type, f.entity_id, 'many.jpg', 'image/jpeg', 5, f.bucket, 'acme/many/' || n, 'ready', '2025-01-01Z'::timestamptz + n * interval '1 h'
from pgfiles.file f, generate_series(1, 1100) n where f.id = pg_temp.id('plain');
create temp view many as select f.captured_at, f.hidden_captured_at from files.files f where f.file_name = 'many.jpg';
alter view many set (security_invoker = true);
grant select on many to authenticated;
select is(pgfiles.move_moments(), 0::bigint, 'nothing is to be moved');
update pgfiles.bucket set exif_policy = 'strip';
select isnt_empty($$select from pgfiles.file where file_name = 'many.jpg' and captured_at is not null$$, 'not all photos are moved at once');
set local role authenticated;
set local request.jwt.claims = :'bob';
select results_eq('select count(*), count(captured_at), count(hidden_captured_at) from many', 'values (1100::bigint, 0::bigint, 0::bigint)',
    'but bob sees the moment of none');
select is_empty($$select from many where captured_at > '2000-01-01'$$, 'and finds none by it');
select is_empty($$select from files.search_files(captured_from => '2000-01-01') where (file).id is not null$$, 'nor by a search');
select is_empty($$select from files.search_files(sort => 'captured') where (file).id is not null$$, 'nor by the order of one');
set local request.jwt.claims = :'alice';
select is((select count(coalesce(captured_at, hidden_captured_at)) from many), 1100::bigint, 'alice sees that of each');
reset role;
reset request.jwt.claims;
select cmp_ok((select sum(pgfiles.move_moments()) from generate_series(1, 5)), '>', 0::numeric, 'workers move the others');
select is_empty($$select from pgfiles.file where file_name = 'many.jpg' and captured_at is not null$$, 'all of them');
select is_empty('table pgfiles.moving_bucket', 'and then are through');
select unalike(string_agg(line, e'\n'), '%pgfiles.bucket%', 'captured_at is the plain column again, which an index sorts')
from pg_temp.plan_of('select f.file_name from files.files f order by f.captured_at') line;
update pgfiles.bucket set exif_policy = 'keep';
select cmp_ok((select sum(pgfiles.move_moments()) from generate_series(1, 5)), '>', 0::numeric, 'back at keep, there is as much to do');
set local role authenticated;
set local request.jwt.claims = :'bob';
select is((select count(captured_at) from many), 1100::bigint, 'and then bob sees the moment of each');
reset role;
reset request.jwt.claims;

select throws_ok($$update pgfiles.bucket set exif_policy = 'open'$$, '22023', 'Invalid argument', 'there is no other policy');
select throws_ok($$update pgfiles.bucket set exif_policy = 'strip', cdn_base_url = 'https://cdn.example.org'$$, '22023', 'Invalid argument',
    'a bucket that anyone may read cannot hide anything');
select throws_ok($$insert into pgfiles.variant_spec (name, width, height) values ('stripped', 1, 1)$$, '22023', 'Invalid argument',
    'no variant can take the copy''s name');

-- parse_exif looks at what is sent, and keeps nothing but a line in the audit.
\set jpeg '''\\xffd8ffe1002245786966000049492a0008000000010012010300010000000600000000000000ffd9'''
set local role authenticated;
set local request.jwt.claims = :'bob';
select is((files.parse_exif(:jpeg)).orientation, 6::smallint, 'the EXIF of bytes that are sent along');
select is((files.parse_exif(:jpeg)).raw ->> 'Orientation', '6', 'with all tags');
select throws_ok($$select files.parse_exif('')$$, '22023', 'Invalid argument', 'no bytes are a mistake');
select throws_ok($$select files.parse_exif('just text')$$, 'PT415', 'Unsupported media', 'and so is what is no image');
reset role;
insert into pgfiles.setting values ('image_max_bytes', '30');
set local role authenticated;
select throws_ok(format('select files.parse_exif(%L)', :jpeg), 'PT413', 'File too large', 'there is a limit');
reset role;
delete from pgfiles.setting where name = 'image_max_bytes';
select cmp_ok(pgfiles.java_room(), '>', 50000000::bigint, 'a heap as it is shipped has room for the largest image');
create or replace function pgfiles.java_room() returns bigint language sql stable return 341;
set local role authenticated;
select throws_ok(format($$select files.parse_exif(%L || decode(repeat('00', 400), 'hex'))$$, :jpeg), 'PT413', 'File too large',
    'and one for what fits into the heap');

select * from finish();
rollback;
