-- The entity tag of a file that was checked when none was kept.
begin;
\ir fixtures.psql
select plan(2);

set local request.jwt.claims = :'alice';
create temp table photo as select (files.generate_upload_url('site', :site, 'a.jpg', 'image/jpeg', 5)).file_id;
update pgfiles.job set run_at = 'infinity';
select pgfiles.enqueue_jobs('read_etag', array(select p.file_id from photo p)) \g /dev/null
create temp table batch as select pgfiles.claim_jobs(10) as batch;
select is((select batch -> 'jobs' -> 0 ->> 'key' from batch),
    (select f.s3_original_key from pgfiles.file f join photo p on f.id = p.file_id), 'Java is told where the object is');
select pgfiles.finish_job(jsonb_build_object('job_id', batch -> 'jobs' -> 0 -> 'job_id', 'outcome', 'ready', 'etag', 'a1b2')) from batch \g /dev/null
select is((select f.etag from pgfiles.file f join photo p on f.id = p.file_id), 'a1b2', 'what it answers is in the row');

select * from finish();
rollback;
