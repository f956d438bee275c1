-- Variants are rows: a new or changed one is made of the files that are there, in the background and in sight.
begin;
\ir fixtures.psql
select plan(48);

\set png '''\\x89504e470d0a1a0a00'''
update pgfiles.job set run_at = 'infinity';
delete from pgfiles.file;
create function pg_temp.uploaded(name text, file_type text)
    returns void
    language sql
as $$
    insert into pgfiles.file (file_name, file_type, file_size) values (name, file_type, 5);
    update pgfiles.file set status = 'uploaded' where file_name = name;
$$;
create function pg_temp.job(name text)
    returns pgfiles.job
    language sql
as $$
    select j from pgfiles.job j join pgfiles.file f on f.id = j.file_id where f.file_name = name
$$;
-- What Java does: it makes all that it is told to, but those of the list.
create function pg_temp.work(but text[] default '{}')
    returns void
    language sql
as $$
    select pgfiles.finish_job(jsonb_build_object(
        'job_id', job -> 'job_id', 'outcome', 'ready', 'perceptual_hash', -1, 'thumbhash', 'AQID', 'width', 30,
        'variants', (
            select coalesce(jsonb_agg(v || '{"file_type":"image/jpeg","file_size":9}'), '[]')
            from jsonb_array_elements(job -> 'variants') v where v ->> 'name' <> all (but)),
        'stripped', case
            when job ->> 'stripped_key' is not null and 'stripped' <> all (but)
            then jsonb_build_object('key', job -> 'stripped_key', 'file_type', 'image/jpeg', 'file_size', 4) end))
    from jsonb_array_elements(pgfiles.claim_jobs(100) -> 'jobs') job
$$;
create function pg_temp.wanted(name text)
    returns text
    language sql
as $$
    select string_agg(v ->> 'name', ' ' order by v ->> 'name')
    from pgfiles.file f, pgfiles.job j, jsonb_array_elements(pgfiles.describe_file(j.kind, f) -> 'variants') v
    where f.file_name = name and j.file_id = f.id
$$;
create temp view progress as select name, total, done, waiting, failed from files.variant_progress;

update pgfiles.bucket set allowed_types = '{*/*}';
select results_eq('select name, total from progress order by 1', $$values ('thumbnail_large', 0::bigint), ('thumbnail_medium', 0), ('thumbnail_small', 0)$$,
    'without files there is no progress to speak of');
select pg_temp.uploaded(n, 'image/jpeg') from unnest('{a.jpg,b.jpg}'::text[]) n;
select pg_temp.uploaded('c.pdf', 'application/pdf');
select pg_temp.work();
select results_eq('table progress order by 1',
    $$values ('thumbnail_large', 2::bigint, 2::bigint, 0::bigint, 0::bigint), ('thumbnail_medium', 2, 2, 0, 0), ('thumbnail_small', 2, 2, 0, 0)$$,
    'two images have all variants');
select is(perceptual_hash, -1::bigint, 'and a hash, which may be negative') from pgfiles.file where file_name = 'a.jpg';
create temp table before as select id, variants from pgfiles.file;

-- A new one.
insert into pgfiles.variant_spec (name, width, height, fit) values ('wide', 1280, 720, 'inside');
select results_eq($$select f.file_name, j.kind, j.priority from pgfiles.job j join pgfiles.file f on f.id = j.file_id where j.run_at < 'infinity' order by 1$$,
    $$values ('a.jpg', 'make_variants', 100::smallint), ('b.jpg', 'make_variants', 100::smallint)$$, 'a new variant queues the images, behind new uploads');
select is(pg_temp.wanted('a.jpg'), 'wide', 'only what is missing is made');
select results_eq($$select * from progress where name = 'wide'$$, $$values ('wide', 2::bigint, 0::bigint, 2::bigint, 0::bigint)$$, 'the progress shows it waiting');
select pg_temp.uploaded('new.jpg', 'image/jpeg');
select is(pgfiles.claim_jobs(1) #>> '{jobs,0,kind}', 'process_file', 'a new upload goes first');
update pgfiles.job set leased_until = null where kind = 'process_file' and run_at < 'infinity';
select is(status, 'ready', 'the files are ready all the while') from pgfiles.file where file_name = 'a.jpg';
select pg_temp.work();
select results_eq($$select * from progress where name = 'wide'$$, $$values ('wide', 3::bigint, 3::bigint, 0::bigint, 0::bigint)$$, 'then all have it');
select ok(f.variants @> b.variants and f.variants ? 'wide', 'beside those they had') from pgfiles.file f join before b using (id) where f.file_name = 'a.jpg';
select is((pg_temp.job('a.jpg')).id, null, 'and nothing is left to do');

-- A changed one has another key, since caches keep the bytes of a key for ever.
create temp table old_key as select variants #>> '{wide,s3_key}' as key from pgfiles.file where file_name = 'a.jpg';
update pgfiles.variant_spec set quality = 50 where name = 'wide';
select is(pg_temp.wanted('a.jpg'), 'wide', 'a changed variant is made again');
select pg_temp.work();
select isnt(variants #>> '{wide,s3_key}', key, 'under another key') from pgfiles.file, old_key where file_name = 'a.jpg';
update pgfiles.variant_spec set quality = 80 where name = 'wide';
select pg_temp.work();
select is(variants #>> '{wide,s3_key}', key, 'changed back, under the old one') from pgfiles.file, old_key where file_name = 'a.jpg';
update pgfiles.variant_spec set name = name;
select is((pg_temp.job('a.jpg')).id, null, 'a change of nothing queues nothing');

-- Disabled, enabled, removed.
update pgfiles.variant_spec set is_enabled = false where name = 'wide';
select is((pg_temp.job('a.jpg')).id, null, 'disabling one queues nothing');
select is((select count(*)::integer from progress where name = 'wide'), 0, 'and takes it out of the progress');
select ok(variants ? 'wide', 'what was made stays') from pgfiles.file where file_name = 'a.jpg';
select pg_temp.uploaded('later.jpg', 'image/jpeg');
select pg_temp.work();
select ok(not variants ? 'wide', 'a new file does not get it') from pgfiles.file where file_name = 'later.jpg';
update pgfiles.variant_spec set is_enabled = true where name = 'wide';
select is(pg_temp.wanted('later.jpg'), 'wide', 'enabled again, it is made of those that lack it');
select is((pg_temp.job('a.jpg')).id, null, 'and of no others');

-- One that cannot be made of a file.
select pg_temp.work('{wide}');
select results_eq($$select * from progress where name = 'wide'$$, $$values ('wide', 4::bigint, 3::bigint, 0::bigint, 1::bigint)$$, 'what could not be made is counted');
select is(pgfiles.make_missing_variants(), 1::bigint, 'and can be tried again');
update pgfiles.job set attempts = 24, run_at = now() where kind = 'make_variants';
select pgfiles.finish_job(jsonb_build_object('job_id', j ->> 'job_id', 'outcome', 'retry', 'reason', 'store_unavailable'))
from jsonb_array_elements(pgfiles.claim_jobs(100) -> 'jobs') j;
select is((select count(*)::integer from pgfiles.file where status = 'ready' and file_name = 'later.jpg'), 1, 'a dead letter leaves its file ready');
select results_eq($$select * from progress where name = 'wide'$$, $$values ('wide', 4::bigint, 3::bigint, 0::bigint, 1::bigint)$$, 'and is counted');
select pgfiles.make_missing_variants();
select results_eq($$select * from progress where name = 'wide'$$, $$values ('wide', 4::bigint, 3::bigint, 1::bigint, 0::bigint)$$, 'asked again, it gets another round');
select pg_temp.work();

-- Watermarks.
insert into pgfiles.watermark (name, image) values ('logo', :png);
update pgfiles.variant_spec set watermark = 'logo' where name = 'wide';
select is(pg_temp.wanted('a.jpg'), 'wide', 'a variant that gets a watermark is made again');
create temp table batch as select pgfiles.claim_jobs(1) as batch;
select results_eq($$select batch #>> '{watermarks,logo,position}', decode(batch #>> '{watermarks,logo,image}', 'base64'),
        jsonb_path_query_array(batch, '$.jobs[0].variants[*].watermark') from batch$$,
    format($$values ('bottom_right', %L::bytea, '["logo"]'::jsonb)$$, :png), 'Java is told which, and gets the picture once');
update pgfiles.job set leased_until = null where kind = 'make_variants';
select pg_temp.work();
update pgfiles.watermark set image = image || '\x00';
select is(pg_temp.wanted('a.jpg'), 'wide', 'another picture makes it again');
select pg_temp.work();
select throws_ok($$insert into pgfiles.watermark (name, image) values ('x', 'GIF89a')$$, '22023', 'Invalid argument', 'a watermark is a PNG');
select throws_ok(format($$insert into pgfiles.watermark (name, image) values ('x', %L::bytea || convert_to(repeat('x', 1048576), 'UTF8'))$$, :png), '22023', 'Invalid argument',
    'of at most 1 MiB');
select throws_ok($$delete from pgfiles.watermark$$, '23503', null, 'one that is in use stays');

-- A decoder is installed.
update pgfiles.file set status_reason = 'no_decoder', width = null, variants = null where file_name = 'a.jpg';
select pgfiles.make_missing_variants();
select pg_temp.work();
select results_eq($$select status, status_reason, width, variants ? 'wide' from pgfiles.file where file_name = 'a.jpg'$$,
    $$values ('ready', null, 30, true)$$, 'what could not be decoded has its variants and size, and no excuse');

-- A bucket begins to hide EXIF: its images get their copies without metadata.
select pg_temp.work();
select pg_temp.uploaded(n, 'image/heic') from unnest('{e.heic}'::text[]) n;
select pg_temp.work();
create temp view doctor as
    select is_ok, finding from files.doctor() where subject = 'copies without metadata of bucket main';
select is_empty('table doctor', 'without a policy nobody misses them');
update pgfiles.bucket set exif_policy = 'hide_gps';
select results_eq($$select f.file_name, j.kind from pgfiles.job j join pgfiles.file f on f.id = j.file_id where j.run_at < 'infinity' order by 1$$,
    $$values ('a.jpg', 'make_variants'), ('b.jpg', 'make_variants'), ('later.jpg', 'make_variants'), ('new.jpg', 'make_variants')$$,
    'a policy queues the images of which it can be made');
select is(pg_temp.wanted('a.jpg'), null, 'no variant is made again');
select results_eq($$select * from progress where name = 'stripped'$$, $$values ('stripped', 4::bigint, 0::bigint, 4::bigint, 0::bigint)$$,
    'the progress shows them');
select results_eq('table doctor', $$values (false, '4 missing: only the uploader and admins may download these originals')$$, 'and the doctor');
create temp table before_policy as select id, variants from pgfiles.file;
select pg_temp.work();
select ok(f.variants @> b.variants and f.variants #>> '{stripped,s3_key}' ~ '/stripped\.jpg$', 'the worker makes them, beside the variants')
from pgfiles.file f join before_policy b using (id) where f.file_name = 'a.jpg';
select results_eq('select is_ok from doctor', 'values (true)', 'the doctor is content');
select pg_temp.uploaded('late.jpg', 'image/jpeg');
select pg_temp.work('{stripped}');
update pgfiles.bucket set exif_policy = 'strip';
select results_eq($$select f.file_name from pgfiles.job j join pgfiles.file f on f.id = j.file_id where j.run_at < 'infinity'$$, $$values ('late.jpg')$$,
    'a stricter policy queues only those that have none');
select pg_temp.work('{stripped}');
select results_eq($$select * from progress where name = 'stripped'$$, $$values ('stripped', 5::bigint, 4::bigint, 0::bigint, 1::bigint)$$,
    'one that could not be made is counted');
update pgfiles.bucket set exif_policy = 'keep';
select is((pg_temp.job('late.jpg')).id, null, 'without a policy nothing is queued');
select is_empty($$select from progress where name = 'stripped'$$, 'nor counted');

-- Reading EXIF again.
update pgfiles.file set camera_make = 'Old', latitude = 1;
select is(files.reread_exif(array(select id from pgfiles.file where file_name in ('a.jpg', 'c.pdf'))), 1::bigint, 'EXIF is read again, of images');
select pgfiles.finish_job(jsonb_build_object('job_id', (pg_temp.job('a.jpg')).id, 'outcome', 'ready', 'file_type', 'image/jpeg', 'variants', '[]'::jsonb,
    'exif', '{"camera_make":"Canon","raw":{"Make":"Canon"}}'::jsonb));
select results_eq($$select camera_make, latitude, exif, status, variants ? 'wide' from pgfiles.file where file_name = 'a.jpg'$$,
    $$values ('Canon', null::double precision, '{"Make":"Canon"}'::jsonb, 'ready', true)$$, 'and replaces what was read before, nothing else');

-- What a worker is at when a variant comes, and what is in quarantine.
select pg_temp.uploaded('running.jpg', 'image/jpeg');
create temp table running as select pgfiles.claim_jobs(1) as batch;
insert into pgfiles.variant_spec (name, width, height) values ('late', 64, 64);
select pgfiles.finish_job(batch #> '{jobs,0}' || '{"outcome":"ready","variants":[]}') from running;
select pg_temp.work();
select ok(variants ? 'late', 'a file that was being processed has it, too') from pgfiles.file where file_name = 'running.jpg';
update pgfiles.file set status = 'rejected', status_reason = 'quarantined', variants = variants - 'late' where file_name = 'running.jpg';
select files.release_file(id) from pgfiles.file where file_name = 'running.jpg';
select pg_temp.work();
select ok(variants ? 'late', 'so has one that was in quarantine') from pgfiles.file where file_name = 'running.jpg';

select * from finish();
rollback;
