-- The queue as a story: claimed, leased, finished, retried, buried. S3 itself is met in the HTTP tests.
begin;
\ir fixtures.psql
select plan(31);

-- Nothing else is due in here.
update pgfiles.job set run_at = 'infinity';
create function pg_temp.uploaded_file(name text)
    returns uuid
    language sql
as $$
    insert into pgfiles.file (file_name, file_type, file_size) values (name, 'image/jpeg', 1000);
    update pgfiles.file set status = 'uploaded' where file_name = name;
    select f.id from pgfiles.file f where f.file_name = name
$$;
create function pg_temp.job(name text)
    returns pgfiles.job
    language sql
as $$
    select j from pgfiles.job j join pgfiles.file f on f.id = j.file_id where f.file_name = name
$$;
create function pg_temp.status(name text)
    returns text
    language sql
as $$
    select concat_ws(' ', f.status, f.status_reason) from pgfiles.file f where f.file_name = name
$$;

select is(pgfiles.claim_jobs(10), null, 'an empty queue gives nothing');

-- A batch, and what Java is told.
select pg_temp.uploaded_file(n) from unnest('{a.jpg,b.jpg,c.jpg}'::text[]) n;
create temp table batch as select pgfiles.claim_jobs(2) as batch;
select is(jsonb_array_length(batch -> 'jobs'), 2, 'a batch has at most as many jobs as asked for') from batch;
select is(pg_temp.status('a.jpg'), 'processing', 'a claimed file is processing');
select is(pg_temp.status('c.jpg'), 'uploaded', 'one that was not claimed waits');
select is(batch #> '{jobs,0,declared_size}', '1000', 'Java knows what was declared') from batch;
select is(
    (select array_agg(v ->> 'name' || ' ' || (v ->> 'width') || ' q' || (v ->> 'quality')) from jsonb_array_elements(batch #> '{jobs,0,variants}') v),
    '{thumbnail_large 800 q85,thumbnail_medium 400 q80,thumbnail_small 150 q75}', 'and which variants to make') from batch;
select matches(batch #>> '{jobs,0,variants,2,key}', '^_/_/_/[0-9a-f-]{36}/thumbnail_small-[0-9a-f]{8}\.jpg$', 'and under which keys') from batch;
select is(batch #>> '{stores,main,bucket}', 'pgfiles', 'and where the bucket is') from batch;
select ok((pg_temp.job('a.jpg')).run_at > now() + interval '14 min', 'a claim is a lease');
select is((pg_temp.job('a.jpg')).attempts, 1, 'and an attempt');
select is(jsonb_array_length(pgfiles.claim_jobs(10) -> 'jobs'), 1, 'what is leased is not claimed again');

-- A worker that died: its lease ends, and the job is due again.
update pgfiles.job set run_at = now() where id = (pg_temp.job('b.jpg')).id;
select is(pgfiles.claim_jobs(10) #>> '{jobs,0,job_id}', (pg_temp.job('b.jpg')).id::text, 'a job whose lease ended is claimed again');
select is((pg_temp.job('b.jpg')).attempts, 2, 'for the second time');

-- Results: ready, rejected, retry.
select pgfiles.finish_job(jsonb_build_object('job_id', (pg_temp.job('a.jpg')).id, 'outcome', 'ready', 'sha256', repeat('0', 64),
    'width', 40, 'height', 30, 'exif', '{"latitude":46.5,"captured_at":"2026-07-01T12:00:00Z","camera_make":"Canon","raw":{"a":"b"}}'::jsonb,
    'variants', '[{"name":"thumbnail_small","key":"k","file_type":"image/jpeg","file_size":9,"width":150,"height":150}]'::jsonb));
select is(pg_temp.status('a.jpg'), 'ready', 'a good file becomes ready');
select is((pg_temp.job('a.jpg')).id, null, 'and its job is gone');
select results_eq(
    $$select latitude, captured_at, camera_make, exif, sha256 from pgfiles.file where file_name = 'a.jpg'$$,
    $$values (46.5::double precision, '2026-07-01 12:00Z'::timestamptz, 'Canon', '{"a":"b"}'::jsonb, repeat('0', 64))$$,
    'EXIF is in typed columns');
select is(f.variants #> '{thumbnail_small,width}', '150', 'a variant has its size') from pgfiles.file f where f.file_name = 'a.jpg';

select pgfiles.finish_job(jsonb_build_object('job_id', (pg_temp.job('b.jpg')).id, 'outcome', 'rejected', 'reason', 'not_an_image', 'detail', 'text'));
select is(pg_temp.status('b.jpg'), 'rejected not_an_image', 'a bad file is rejected with a reason');

select pgfiles.finish_job(jsonb_build_object('job_id', (pg_temp.job('c.jpg')).id, 'outcome', 'retry', 'reason', 'store_unavailable', 'detail', 'timeout'));
select is(pg_temp.status('c.jpg'), 'uploaded', 'a file whose job is retried waits as uploaded');
select ok((pg_temp.job('c.jpg')).run_at between now() + interval '1 s' and now() + interval '5 s', 'for about e seconds');
select is((pg_temp.job('c.jpg')).last_error, 'store_unavailable: timeout', 'and says why');

-- The last attempt.
update pgfiles.job set attempts = 24, run_at = now() where id = (pg_temp.job('c.jpg')).id;
select isnt(pgfiles.claim_jobs(10), null, 'the 25th attempt is made');
select pgfiles.finish_job(jsonb_build_object('job_id', (pg_temp.job('c.jpg')).id, 'outcome', 'retry', 'reason', 'store_unavailable', 'detail', 'timeout'));
select is(pg_temp.status('c.jpg'), 'failed store_unavailable', 'then the file has failed');
select ok((pg_temp.job('c.jpg')).is_dead, 'and the job is a dead letter');
select is(pgfiles.claim_jobs(10), null, 'which is not claimed again');

-- A job that kills its worker every time never reports.
select pg_temp.uploaded_file('killer.jpg');
update pgfiles.job set attempts = 25 where id = (pg_temp.job('killer.jpg')).id;
select is(pgfiles.claim_jobs(10), null, 'a job that used up its attempts in silence is not claimed');
select is(pg_temp.status('killer.jpg'), 'failed worker_lost', 'and its file has failed');

-- A result that cannot be written comes back instead of stopping the worker.
select pg_temp.uploaded_file('odd.jpg');
select isnt(pgfiles.claim_jobs(10), null, 'claimed');
select lives_ok(format($$select pgfiles.finish_job('{"job_id":%s,"outcome":"ready","exif":{"latitude":"north"}}')$$, (pg_temp.job('odd.jpg')).id),
    'an unusable result harms nobody');
select is((pg_temp.job('odd.jpg')).last_error, 'result_not_written: 22P02', 'and is retried with a reason');

-- A file deleted meanwhile.
select lives_ok($$select pgfiles.finish_job('{"job_id":-1,"outcome":"ready"}')$$, 'the result of a deleted file is dropped');

select * from finish();
rollback;
