-- PDFs and videos have variants once workers are told to draw them; without, and where one cannot be drawn, they are ready all the same.
begin;
\ir fixtures.psql
select plan(34);

update pgfiles.job set run_at = 'infinity';
delete from pgfiles.file;
update pgfiles.bucket set allowed_types = '{*/*}', exif_policy = 'keep';
create function pg_temp.uploaded(name text, file_type text)
    returns void
    language sql
as $$
    insert into pgfiles.file (file_name, file_type, file_size) values (name, file_type, 5);
    update pgfiles.file set status = 'uploaded' where file_name = name;
$$;
-- What Java answers to the next batch.
create function pg_temp.work(answer jsonb)
    returns void
    language sql
as $$
    select pgfiles.finish_job(jsonb_build_object('job_id', job -> 'job_id', 'outcome', 'ready', 'detail', '') || answer)
    from jsonb_array_elements(pgfiles.claim_jobs(100) -> 'jobs') job
$$;
create function pg_temp.drawn(name text)
    returns jsonb
    language sql
as $$
    select jsonb_build_object('width', 2048, 'height', 1448, 'thumbhash', 'AQID', 'variants', jsonb_agg(jsonb_build_object(
        'name', v.name, 'key', pgfiles.variant_key(f.s3_original_key, f.variant_folder, v.object_name), 'file_type', 'image/jpeg', 'file_size', 9)))
    from pgfiles.enabled_variants() v, pgfiles.file f
    where f.file_name = drawn.name
$$;
create temp view waiting as
    select f.file_name, j.kind from pgfiles.job j join pgfiles.file f on f.id = j.file_id where j.run_at < 'infinity';
create temp view reasons as select file_name, status, status_reason, status_detail from pgfiles.file;

-- As it comes: nothing is drawn.
select pg_temp.uploaded('a.pdf', 'application/pdf'), pg_temp.uploaded('t.txt', 'text/plain') \g /dev/null
select is(pgfiles.describe_jobs(array(select id from pgfiles.job where run_at < 'infinity')) -> 'pdf_preview', 'false', 'Java is told to draw nothing');
select pg_temp.work('{}') \g /dev/null
select results_eq('table reasons order by 1', $$values ('a.pdf', 'ready', null, null), ('t.txt', 'ready', null, null)$$, 'a PDF is ready without a reason');
select is(pgfiles.make_missing_variants(), 0::bigint, 'and lacks nothing');
select is((select max(total) from files.variant_progress), 0::bigint, 'nor is it counted');

-- Switched on.
insert into pgfiles.setting values ('pdf_preview', 'yes');
select is(pgfiles.make_missing_variants(), 1::bigint, 'once they are on it does');
select results_eq('table waiting', $$values ('a.pdf', 'make_variants')$$, 'and nothing but PDFs and images');
select is((select max(waiting) from files.variant_progress), 1::bigint, 'the progress shows it');
select is(pgfiles.describe_jobs(array(select id from pgfiles.job where run_at < 'infinity')) -> 'pdf_preview', 'true', 'Java is told to draw');

-- One that was ready before cannot be drawn.
select pg_temp.work('{"reason": "pdf_encrypted", "detail": "it opens with a password only"}') \g /dev/null
select results_eq($$select * from reasons where file_name = 'a.pdf'$$, $$values ('a.pdf', 'ready', 'pdf_encrypted', 'it opens with a password only')$$,
    'what cannot be drawn is ready and says why');
select is((select max(failed) from files.variant_progress), 1::bigint, 'and is counted as failed');
select is(pgfiles.make_missing_variants(), 1::bigint, 'it can be tried again');
select pg_temp.work(pg_temp.drawn('a.pdf')) \g /dev/null
select results_eq($$select status, status_reason, status_detail, width, height, thumbhash from pgfiles.file where file_name = 'a.pdf'$$,
    $$values ('ready', null, null, 2048, 1448, '\x010203'::bytea)$$, 'and has a size, a placeholder and no excuse');
select is((select min(done) from files.variant_progress), 1::bigint, 'and all variants');
select is(pgfiles.make_missing_variants(), 0::bigint, 'so that nothing is left to do');

-- Who has variants is not told that he has none.
insert into pgfiles.variant_spec (name, width, height) values ('late', 64, 64);
select pg_temp.work('{"reason": "preview_timeout", "detail": "took too long"}') \g /dev/null
select is((select status_reason from pgfiles.file where file_name = 'a.pdf'), null, 'a further variant that could not be made is no reason');

-- A new one.
select pg_temp.uploaded('b.pdf', 'application/pdf') \g /dev/null
update pgfiles.job set run_at = 'infinity' where kind = 'make_variants';
select pg_temp.work('{"reason": "no_preview", "detail": "the preview was ended by signal 9"}') \g /dev/null
select results_eq($$select * from reasons where file_name = 'b.pdf'$$, $$values ('b.pdf', 'ready', 'no_preview', 'the preview was ended by signal 9')$$,
    'a new one is told at once');
select set_eq($$select reason from pgfiles.status_reason where reason ~ 'pdf|preview' and outcome = 'ready'$$,
    '{pdf_encrypted,pdf_damaged,preview_timeout,no_preview}'::text[], 'no reason of a preview makes a file fail');

-- What a crop keeps.
update pgfiles.job set run_at = 'infinity';
select files.set_focal_point(id, 0.5, 0) from pgfiles.file where file_name = 'a.pdf' \g /dev/null
select results_eq('table waiting', $$values ('a.pdf', 'make_variants')$$, 'a page has a focal point, too');

-- Switched off again.
delete from pgfiles.setting where name = 'pdf_preview';
select ok(variants ? 'thumbnail_small', 'what was made stays') from pgfiles.file where file_name = 'a.pdf';

-- Videos: nothing of them as it comes, and audio never.
update pgfiles.job set run_at = 'infinity';
delete from pgfiles.file;
select pg_temp.uploaded('a.mp4', 'video/mp4'), pg_temp.uploaded('b.webm', 'video/webm'), pg_temp.uploaded('c.m4a', 'audio/mp4'),
    pg_temp.uploaded('d.avi', 'video/x-msvideo') \g /dev/null
select is(pgfiles.describe_jobs(array(select id from pgfiles.job where run_at < 'infinity')) -> 'video_backend', '""', 'Java is told to draw nothing of videos');
select pg_temp.work('{}') \g /dev/null
select is((select count(*) from reasons where status = 'ready' and status_reason is null), 4::bigint, 'they are ready without a reason');
select is(pgfiles.make_missing_variants(), 0::bigint, 'and lack nothing');

-- Switched on.
insert into pgfiles.setting values ('video_backend', 'ffmpeg');
select is(pgfiles.make_missing_variants(), 2::bigint, 'with a back end they do');
select results_eq('select file_name from waiting order by 1', $$values ('a.mp4'), ('b.webm')$$, 'those of which one can be drawn');
select is((select max(total) from files.variant_progress), 2::bigint, 'and the progress counts them');
select is(pgfiles.describe_jobs(array(select id from pgfiles.job where run_at < 'infinity')) -> 'video_backend', '"ffmpeg"', 'Java is told what draws');
update pgfiles.job j set run_at = 'infinity' from pgfiles.file f where f.id = j.file_id and f.file_name <> 'a.mp4';
select pg_temp.work('{"reason": "no_preview", "detail": "it has no moving picture", "duration": 61.5}') \g /dev/null
select results_eq($$select * from reasons where file_name = 'a.mp4'$$, $$values ('a.mp4', 'ready', 'no_preview', 'it has no moving picture')$$,
    'what cannot be drawn is ready and says why');
select is((select duration from pgfiles.file where file_name = 'a.mp4'), 61.5::float8, 'and has its length all the same');
select is(pgfiles.make_missing_variants(), 1::bigint, 'it can be tried again');
select pg_temp.work(pg_temp.drawn('a.mp4') || '{"width": 3840, "height": 2160, "duration": 61.5}') \g /dev/null
select results_eq($$select status, status_reason, width, height, duration, thumbhash from pgfiles.file where file_name = 'a.mp4'$$,
    $$values ('ready', null, 3840, 2160, 61.5::float8, '\x010203'::bytea)$$, 'and has its own size, a length, a placeholder and no excuse');

-- A new one, and a sound.
select pg_temp.uploaded('e.mov', 'video/quicktime'), pg_temp.uploaded('f.m4a', 'audio/mp4') \g /dev/null
select pg_temp.work('{"duration": 2.5}') \g /dev/null
select results_eq($$select file_name, duration from pgfiles.file where duration = 2.5 order by 1$$, $$values ('e.mov', 2.5::float8), ('f.m4a', 2.5)$$,
    'a new one has its length at once');
select results_eq($$select f.duration from files.files f where f.file_name = 'e.mov'$$, 'values (2.5::float8)', 'which the API shows');

-- Who owns the bytes says what they are.
select is(pgfiles.file_extension(pgfiles.normal_file_type('video/x-m4v')), 'mp4', 'a key ends as what is in it');
select ok(pgfiles.is_type_open('application/octet-stream', true, '{video/mp4}'), 'a bucket of videos takes an upload of no type: its bytes tell');

select * from finish();
rollback;
