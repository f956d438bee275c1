-- The queue as a story: claimed, leased, finished, retried, buried. S3 itself is met in the HTTP tests.
begin;
\ir fixtures.psql
select plan(81);
-- For the whole transaction, since what has been planned in it keeps a setting. See poison.jpg.
insert into pgfiles.setting (name, value) values ('image_backend', 'turbojpeg');

-- Nothing else is due in here.
delete from pgfiles.job;
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
    select j from pgfiles.job j join pgfiles.file f on f.id = j.file_id where f.file_name = name order by j.id limit 1
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
select ok((pg_temp.job('a.jpg')).leased_until > now() + interval '14 min', 'a claim is a lease');
select is((pg_temp.job('a.jpg')).attempts, 1, 'and an attempt');
select is(jsonb_array_length(pgfiles.claim_jobs(10) -> 'jobs'), 1, 'what is leased is not claimed again');

-- A worker that died: its lease ends, and the job is due again.
update pgfiles.job set leased_until = now() where id = (pg_temp.job('b.jpg')).id;
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
select results_eq($$select d.kind, d.attempts, d.last_error from files.dead_letters d$$,
    $$values ('process_file', 25, 'store_unavailable: timeout')$$, 'and the job is a dead letter');
select is(pgfiles.claim_jobs(10), null, 'which is not claimed again');

-- A job that kills its worker every time never reports.
select pg_temp.uploaded_file('killer.jpg');
update pgfiles.job set attempts = 25 where id = (pg_temp.job('killer.jpg')).id;
select is(pgfiles.claim_jobs(10), null, 'a job that used up its attempts in silence is not claimed');
select is(pg_temp.status('killer.jpg'), 'failed worker_lost', 'and its file has failed');

-- One that has taken workers along is not given to a native library for ever.
select pg_temp.uploaded_file('poison.jpg');
create function pg_temp.backend_after(losses integer) returns text language plpgsql as $$
declare
    v_batch jsonb;
begin
    update pgfiles.job j set losses = backend_after.losses where j.id = (pg_temp.job('poison.jpg')).id;
    v_batch := pgfiles.claim_jobs(10);
    raise 'enough' using errcode = 'PT000';
exception
    when sqlstate 'PT000' then
        return v_batch ->> 'image_backend';
end
$$;
select is(array[pg_temp.backend_after(0), pg_temp.backend_after(1), pg_temp.backend_after(2)], '{turbojpeg,turbojpeg,jdk}',
    'after two workers the plainest decoder has the last try');
select is(pgfiles.describe_jobs(array[(pg_temp.job('poison.jpg')).id]) ->> 'image_process', 'child', 'a native library works in a process of its own');
insert into pgfiles.setting (name, value) values ('image_process', 'server');
select is(array[pgfiles.describe_jobs(array[(pg_temp.job('poison.jpg')).id]) ->> 'image_process', pgfiles.describe_warm_up() ->> 'image_process'], '{server,server}',
    'unless it is to work in the server''s');
delete from pgfiles.setting where name in ('image_backend', 'image_process');
delete from pgfiles.file where file_name = 'poison.jpg';

-- A result that cannot be written comes back instead of stopping the worker.
select pg_temp.uploaded_file('odd.jpg');
select isnt(pgfiles.claim_jobs(10), null, 'claimed');
select lives_ok(format($$select pgfiles.finish_job('{"job_id":%s,"outcome":"ready","exif":{"latitude":"north"}}')$$, (pg_temp.job('odd.jpg')).id),
    'an unusable result harms nobody');
select is((pg_temp.job('odd.jpg')).last_error, 'result_not_written: 22P02', 'and is retried with a reason');
select pgfiles.finish_job(format('{"job_id":%s,"outcome":"ready","etag":"abc-2","store_version_id":"v1"}', (pg_temp.job('odd.jpg')).id)::jsonb);
select results_eq($$select f.status, f.etag, f.store_version_id from pgfiles.file f where f.file_name = 'odd.jpg'$$, $$values ('ready', 'abc-2', 'v1')$$,
    'what the store called the bytes that were checked is kept');

-- A file deleted meanwhile.
select lives_ok($$select pgfiles.finish_job('{"job_id":-1,"outcome":"ready"}')$$, 'the result of a deleted file is dropped');

-- The results of a batch: each as it deserves, a bad one harms only itself.
create function pg_temp.claim() returns void language sql as $$
    truncate batch;
    insert into batch select pgfiles.claim_jobs(100);
$$;
-- results(file name, outcome, ...): as Java gives them for the batch.
create function pg_temp.finish(variadic outcomes text[]) returns jsonb language sql as $$
    select pgfiles.finish_jobs(
        (select batch from batch),
        (select jsonb_agg(jsonb_build_object('job_id', (pg_temp.job(outcomes[n])).id, 'outcome', outcomes[n + 1], 'detail', ''))
            from generate_series(1, cardinality(outcomes), 2) n));
$$;
select pg_temp.uploaded_file(n) from unnest('{d.jpg,e.jpg,f.jpg,g.jpg}'::text[]) n;
select pg_temp.claim();
select pg_temp.finish('d.jpg', 'ready', 'e.jpg', 'no such outcome', 'f.jpg', 'ready', 'g.jpg', 'released');
select results_eq($$select f.file_name, f.status, j.attempts, j.leased_until is not null, j.last_error
        from pgfiles.file f left join pgfiles.job j on j.file_id = f.id where f.file_name in ('d.jpg', 'e.jpg', 'f.jpg', 'g.jpg') order by 1$$,
    $$values ('d.jpg', 'ready', null::integer, false, null), ('e.jpg', 'uploaded', 1, false, 'result_not_written: 23514'),
        ('f.jpg', 'ready', null, false, null), ('g.jpg', 'uploaded', 0, false, null)$$,
    'what cannot be written comes back alone, what was not begun without an attempt');
select ok((pg_temp.job('g.jpg')).run_at <= now(), 'and at once');

-- A lease that was lost: the older attempt's result is dropped.
select pg_temp.claim();
create temp table older as table batch;
update pgfiles.job set leased_until = now() where id = (pg_temp.job('g.jpg')).id;
select pg_temp.claim();
create temp table newer as table batch;
truncate batch;
insert into batch table older;
select pg_temp.finish('g.jpg', 'rejected');
select is(pg_temp.status('g.jpg') || (pg_temp.job('g.jpg')).attempts, 'processing2', 'whose lease was lost has no say');
truncate batch;
insert into batch table newer;
select pg_temp.finish('g.jpg', 'ready');
select is(pg_temp.status('g.jpg'), 'ready', 'whose lease it is has');

-- Further jobs of a ready file.
select pgfiles.enqueue_jobs('read_exif', array(select id from pgfiles.file where file_name = 'g.jpg'));
select pgfiles.enqueue_jobs('make_variants', array(select id from pgfiles.file where file_name = 'g.jpg'));
select pg_temp.claim();
select is((select array_agg(j ->> 'kind') from batch, jsonb_array_elements(batch -> 'jobs') j), '{read_exif}', 'a file''s jobs are done one after the other');
select is(pgfiles.claim_jobs(10), null, 'the second waits for the first');
select pg_temp.finish('g.jpg', 'failed');
select is(pg_temp.status('g.jpg'), 'ready', 'a file stays ready when a further job fails');
select is((select d.kind from files.dead_letters d where d.file_id = (select id from pgfiles.file where file_name = 'g.jpg')), 'read_exif',
    'which is a dead letter, so that somebody learns of it');
delete from pgfiles.job where kind = 'read_exif';
select pg_temp.claim();
select pgfiles.enqueue_jobs('make_variants', array(select id from pgfiles.file where file_name = 'g.jpg'));
select is(pgfiles.claim_jobs(10), null, 'what is asked for again while it is done is not begun twice at a time');
select pg_temp.finish('g.jpg', 'ready');
select pg_temp.claim();
select is((pg_temp.job('g.jpg')).attempts, 1, 'but once more afterwards');
update pgfiles.job set attempts = 25 where id = (pg_temp.job('g.jpg')).id;
select pg_temp.finish('g.jpg', 'retry');
select is(pg_temp.status('g.jpg'), 'ready', 'nor does its last attempt make it fail');

-- Jobs without a file, kinds and priorities.
select throws_ok($$insert into pgfiles.job (kind) values ('process_file')$$, '23514', null, 'most jobs have a file');
insert into pgfiles.job (kind, priority) values ('no_op', 1), ('no_op', 0), ('no_op', 1);
select is(pgfiles.claim_jobs(10, '{process_file}'), null, 'a worker takes only the kinds that it is to take');
select pg_temp.claim();
select is((select jsonb_path_query_array(batch, '$.jobs[*].kind') from batch), '["no_op", "no_op", "no_op"]', 'a job may do nothing');
select is((select (batch ->> 'batch_ms')::integer + (batch ->> 'deadline_ms')::integer + 30000 from batch), 900000,
    'the last job that a batch begins ends within the lease');
select pgfiles.finish_jobs(batch, (select jsonb_agg(j || '{"outcome":"retry"}') from jsonb_array_elements(batch -> 'jobs') j)) from batch;
update pgfiles.job set run_at = now() where kind = 'no_op';
select is(pgfiles.claim_jobs(1) #>> '{jobs,0,job_id}', (select id::text from pgfiles.job where kind = 'no_op' and priority = 0), 'the smaller priority goes first');

-- What is asked for again and again reads a few rows, however many there are of other kinds.
delete from pgfiles.job where kind = 'no_op';
insert into pgfiles.job (kind) select 'no_op' from generate_series(1, 2000);
create function pg_temp.rows_read() returns bigint language sql volatile as $$
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint from pg_stat_xact_user_tables where schemaname = 'pgfiles' and relname in ('job', 'file')
$$;
create function pg_temp.read_by(statement text) returns bigint language plpgsql as $$
declare
    v_before bigint := pg_temp.rows_read();
begin
    execute statement;
    return pg_temp.rows_read() - v_before;
end
$$;
select is(pg_temp.read_by($$select pgfiles.claim_jobs(10, '{make_variants,read_exif}')$$), 0::bigint, 'a worker for some kinds does not read the jobs of others');
create temp table claimed as select pgfiles.claim_jobs(10) as batch;
select is(batch #> '{last,no_op,id}', batch #> '{jobs,9,job_id}', 'a claim says where it ended, for each kind') from claimed;
create temp table many as select pgfiles.claim_jobs(300) as batch;
select cmp_ok(pg_temp.read_by(format('select pgfiles.claim_jobs(10, null, %L)', batch -> 'last')), '<', 100::bigint, 'the next one begins there') from many;
select cmp_ok(pg_temp.read_by(format('select pgfiles.finish_jobs(%L, %L)', batch,
        (select jsonb_agg(j || '{"outcome":"retry","reason":"store_unavailable"}') from jsonb_array_elements(batch -> 'jobs') j))), '<', 100::bigint,
    'and to put ten back reads ten') from claimed;
select results_eq(format($$select distinct last_error, attempts, leased_until is null, run_at > now() from pgfiles.job
        where id in (select (j ->> 'job_id')::bigint from jsonb_array_elements(%L) j)$$, batch -> 'jobs'),
    $$values ('store_unavailable', 1, true, true)$$, 'all in one') from claimed;
delete from pgfiles.job where kind = 'no_op';
insert into pgfiles.job (kind) select 'no_op' from generate_series(1, 3);

-- Dead letters are kept for a while.
update pgfiles.job set died_at = now() - interval '31 days' where file_id = (select id from pgfiles.file where file_name = 'c.jpg');
create temp table dead as table files.dead_letters;
select pgfiles.prune_dead_letters();
select results_eq('table files.dead_letters', $$select * from dead where died_at > now() - interval '30 days'$$, 'and then removed');

-- The clock was ahead, and is set back.
update pgfiles.job set run_at = now() + interval '1 day 1 minute', leased_until = null, created_at = now() + interval '1 day' where kind = 'no_op';
update pgfiles.worker_state set seen_at = now() + interval '1 day';
select is((select count(*)::integer from pgfiles.stuck), 3, 'jobs of another day are stuck');
select is(pgfiles.follow_clock(), true, 'a worker sees that the clock was set back');
select is_empty('table pgfiles.stuck', 'and moves the jobs with it');
select results_eq($$select distinct run_at between now() and now() + interval '2 min', created_at <= now() from pgfiles.job where kind = 'no_op'$$,
    'values (true, true)', 'by as much');
select is(pgfiles.follow_clock(), false, 'once');
-- A moment that no clock of ours has said.
update pgfiles.job set run_at = now() + interval '3 days' where kind = 'no_op';
update pgfiles.job set leased_until = now() + interval '3 days' where id = (select min(id) from pgfiles.job where kind = 'no_op');
select is(pgfiles.mend_moments(), 3::bigint, 'a moment further away than any back-off or lease is not believed');
select is(jsonb_array_length(pgfiles.claim_jobs(10, '{no_op}') -> 'jobs'), 3, 'such jobs are due');

-- What a store does is looked at every hour; one that was away, again when it may be back.
create function pg_temp.is_due(seen_before interval, is_ok boolean)
    returns boolean
    language sql
as $$
    insert into pgfiles.bucket_check as c (bucket, item, is_ok, checked_at) values ('main', 'store', is_ok, now() - seen_before)
    on conflict (bucket, item) do update set is_ok = excluded.is_ok, checked_at = excluded.checked_at;
    select coalesce(pgfiles.due_probe() -> 'buckets', '[]') ? 'main'
$$;
select is(pg_temp.is_due('30 minutes', true), false, 'a store that was looked at half an hour ago is not due');
select is(pg_temp.is_due('51 minutes', true), true, 'after an hour it is');
select is(pg_temp.is_due('4 minutes', false), false, 'one that did not answer is left alone for some minutes');
select is(pg_temp.is_due('6 minutes', false), true, 'and then asked again');

-- What a portal says of an upload is not the store's word. Until somebody could look at a store, it is expected to give what all do.
create function pg_temp.expects()
    returns text
    language sql
as $$
    select concat_ws(' ', d -> 'has_request_ids', d -> 'has_md5_etags') from (select pgfiles.describe_stores('{main}') -> 'main') s (d)
$$;
delete from pgfiles.bucket_check;
select is(pg_temp.expects(), 'true true', 'a store that nobody has looked at is expected to name its requests');
insert into pgfiles.bucket_check (bucket, item, is_ok) values ('main', 'store', false);
select is(pg_temp.expects(), 'true true', 'so is one that was away');
insert into pgfiles.bucket_check (bucket, item, is_ok) values ('main', 'request_ids', false), ('main', 'md5_etags', true);
select is(pg_temp.expects(), 'false true', 'until it was seen not to');

-- What was seen is of where, and how, it was seen.
create function pg_temp.is_forgotten(change text)
    returns boolean
    language plpgsql
as $$
begin
    insert into pgfiles.bucket_check (bucket, item, is_ok) values ('main', 'store', true) on conflict do nothing;
    execute format('update pgfiles.bucket set %s where name = %L', change, 'main');
    return not exists (select from pgfiles.bucket_check where bucket = 'main');
end $$;
select is(pg_temp.is_forgotten(change), is_forgotten, case when is_forgotten then 'looked at anew after ' else 'not after ' end || change)
from (values
    ($$endpoint = 'http://s3.example'$$, true),
    ($$public_endpoint = 'https://files.example'$$, true),
    ($$is_path_style = not is_path_style$$, true),
    ($$s3_bucket = 'another'$$, true),
    ($$region = 'eu-central-1'$$, true),
    ($$credential_profile = 'another'$$, true),
    ($$upload_headers = '{"x-amz-storage-class": "STANDARD_IA"}'$$, true),
    ('endpoint = endpoint', false),
    ('max_bytes = max_bytes + 1', false)
) t (change, is_forgotten);
select is(pgfiles.describe_probe('{main}') #>> '{jobs,0,public_endpoint}', 'https://files.example', 'it is tried as clients reach it, too');

select * from finish();
rollback;
