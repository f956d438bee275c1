-- What becomes of objects whose files are deleted: written down with the deletion, and deleted in the store when their time has come.
begin;
\ir fixtures.psql
select plan(69);

create function pg_temp.doomed(file_id uuid)
    returns table (cause text, object text, due interval)
    language sql
as $$
    select d.cause, regexp_replace(d.s3_key, '^.*/', '') || case when d.is_prefix then '*' else '' end || coalesce('?' || d.upload_id, ''),
        date_trunc('hour', d.delete_at - now())
    from pgfiles.doomed_object d
    where d.file_id = doomed.file_id
    order by d.s3_key collate "C", d.upload_id
$$;
-- Java's answer: these ids are gone, this went wrong with the others.
create function pg_temp.answer(gone bigint[], problems jsonb default '[]', outcome text default 'ready', detail text default '')
    returns jsonb
    language sql
as $$
    select jsonb_build_array(jsonb_build_object('job_id', 0, 'outcome', outcome, 'reason', case when outcome = 'retry' then 'store_unavailable' end,
        'detail', detail, 'deleted', to_jsonb(gone), 'undeleted', problems))
$$;
create function pg_temp.new_file(status text default 'ready')
    returns uuid
    language plpgsql
as $$
declare
    v_id uuid;
begin
    insert into pgfiles.file (organization_id, owner_id, file_name, file_type, file_size, bucket)
    values ('acme', '1', 'a.jpg', 'image/jpeg', 1000, 'main')
    returning id into v_id;
    if status = 'ready' then
        perform pg_temp.make_ready(v_id);
    elsif status <> 'pending' then
        update pgfiles.file set status = 'uploaded', uploaded_at = now() where id = v_id;
        update pgfiles.file f set status = new_file.status where id = v_id;
    end if;
    return v_id;
end
$$;
delete from pgfiles.doomed_object;

-- Alice's photo goes, by whatever statement.
select pg_temp.new_file() as photo \gset
savepoint before_delete;
delete from pgfiles.file where id = :'photo';
select results_eq(format('select * from pg_temp.doomed(%L)', :'photo'),
    $$values ('deleted', 'original.jpg', interval '35 days'), ('deleted', 'thumbnail_small.jpg', interval '35 days')$$,
    'what a deleted file had in the store is written down, and kept as long as backups');
select is((select array_agg(bytes order by s3_key) from pgfiles.doomed_object), '{1000,10}', 'with what it takes');
select is((select file_row ->> 'file_name' from pgfiles.doomed_object where file_row is not null), 'a.jpg', 'and the row as it was');
rollback to before_delete;
select is_empty('select from pgfiles.doomed_object', 'if that is rolled back, nothing has happened');
update pgfiles.file set deleted_at = now() - interval '30 days' where id = :'photo';
delete from pgfiles.file where id = :'photo';
select is((select max(due) from pg_temp.doomed(:'photo')), interval '5 days', 'the time counts from when it was last seen');

-- As its partition, if it lies in one.
select pg_temp.new_file() as photo \gset
select tableoid::regclass as part from pgfiles.file where id = :'photo' \gset
delete from :part where id = :'photo';
select is((select count(*)::integer from pg_temp.doomed(:'photo')), 2, 'a statement that names a partition does the same');
-- With what it contained before.
select pg_temp.new_file() as photo \gset
insert into pgfiles.file_version (file_id, version, organization_id, bucket, s3_original_key, file_name, file_type, file_size, variants, uploaded_by,
    created_at)
values (:'photo', 1, 'acme', 'main', 'acme/_/_/01890000-0000-7000-8000-000000000002/original.png', 'v1', 'image/png', 5,
    '{"x": {"s3_key": "acme/_/_/01890000-0000-7000-8000-000000000002/x.jpg", "file_size": 7}}', '1', now());
delete from pgfiles.file where id = :'photo';
select results_eq(format('select object from pg_temp.doomed(%L)', :'photo'),
    $$values ('original.png'), ('x.jpg'), ('original.jpg'), ('thumbnail_small.jpg')$$, 'its earlier versions go, too');
select is((select sum(bytes)::integer from pgfiles.doomed_object where file_id = :'photo'), 1022, 'with what they take');

-- An upload of which nobody has seen a byte.
select pg_temp.new_file('pending') as pending \gset
delete from pgfiles.file where id = :'pending';
select results_eq(format('select * from pg_temp.doomed(%L)', :'pending'), $$values ('deleted', 'original.jpg', interval '1 day')$$,
    'what may still come for a pending one goes sooner');
insert into pgfiles.setting values ('unconfirmed_retention', '1 minute'), ('object_retention', '0 days');
select pg_temp.new_file('pending') as pending \gset
delete from pgfiles.file where id = :'pending';
select is((select due from pg_temp.doomed(:'pending')), interval '2 hours', 'but not while its URL may live, and an hour');
select pg_temp.new_file() as young \gset
delete from pgfiles.file where id = :'young';
select is((select max(due) from pg_temp.doomed(:'young')), interval '2 hours', 'nor of one that has just been uploaded');
select pg_temp.new_file() as old \gset
update pgfiles.file set uploaded_at = now() - interval '3 hours' where id = :'old';
delete from pgfiles.file where id = :'old';
select is((select max(due) from pg_temp.doomed(:'old')), interval '0', 'afterwards the settings alone say when');
delete from pgfiles.setting where name in ('unconfirmed_retention', 'object_retention');

-- In parts.
select pg_temp.new_file('pending') as parts \gset
update pgfiles.file set upload_method = 'multipart' where id = :'parts';
insert into pgfiles.multipart_upload (file_id, upload_id, part_size, part_count) values (:'parts', 'abc', 5242880, 2);
delete from pgfiles.file where id = :'parts';
select results_eq(format('select * from pg_temp.doomed(%L)', :'parts'),
    $$values ('deleted', 'original.jpg?*', interval '1 day 1 hour'), ('deleted', 'original.jpg?abc', interval '1 day 1 hour'),
        ('deleted', 'original.jpg', interval '1 day 1 hour')$$,
    'an upload in parts is to be aborted, and those that nobody told of');

-- While a worker is at it.
select pg_temp.new_file('uploaded') as busy \gset
update pgfiles.job set leased_until = now() + interval '36 days' where file_id = :'busy';
delete from pgfiles.file where id = :'busy';
select results_eq(format('select * from pg_temp.doomed(%L)', :'busy'),
    $$values ('deleted', '*', interval '36 days'), ('deleted', 'original.jpg', interval '35 days')$$,
    'the whole folder goes, after the worker has come to its end');
select pg_temp.new_file() as again \gset
select pgfiles.enqueue_jobs('read_exif', array[:'again'::uuid]) \g /dev/null
delete from pgfiles.file where id = :'again';
select is_empty(format($$select from pg_temp.doomed(%L) where object = '*'$$, :'again'), 'not of a job that nobody has begun');

select pg_temp.new_file() as again \gset
select pgfiles.enqueue_jobs('make_variants', array[:'again'::uuid]) \g /dev/null
update pgfiles.job set leased_until = now() where file_id = :'again';
delete from pgfiles.file where id = :'again';
select isnt_empty(format($$select from pg_temp.doomed(%L) where object = '*'$$, :'again'), 'but where variants of a ready one are being made');

-- Refused, or given up.
select pg_temp.new_file('pending') as aborted \gset
set local role authenticated;
set local request.jwt.claims = :'alice';
select pgfiles.mark_aborted(:'aborted') \g /dev/null
reset role;
select results_eq(format('select * from pg_temp.doomed(%L)', :'aborted'), $$values ('aborted', 'original.jpg', interval '1 day')$$,
    'what was given up goes, and the row stays');
create temp table refusal (reason text, is_final boolean);
insert into refusal values ('type_mismatch', true), ('refused_by_hook', true), ('quarantined', false), ('object_missing', false);
create temp table refused as select r.*, pg_temp.new_file('uploaded') as file_id from refusal r;
update pgfiles.file f set status = 'rejected', status_reason = r.reason from refused r where f.id = r.file_id;
select results_eq('select reason, exists (select from pg_temp.doomed(file_id)) from refused order by reason',
    'select reason, is_final from refused order by reason', 'so does what was refused, unless it may yet be released, or come');
update pgfiles.file f set status_reason = 'refused_by_hook' from refused r where f.id = r.file_id and r.reason = 'quarantined';
select isnt_empty($$select pg_temp.doomed(file_id) from refused where reason = 'quarantined'$$, 'and then it goes as well');
delete from pgfiles.file f using refused r where f.id = r.file_id and r.reason = 'type_mismatch';
select is((select count(*)::integer from refused r, pg_temp.doomed(r.file_id) where r.reason = 'type_mismatch'), 1, 'no object is written down twice');

-- Copies of which others take the place.
select pg_temp.new_file() as framed \gset
select s3_original_key as framed_key from pgfiles.file where id = :'framed' \gset
create function pg_temp.make_variant(file_id uuid, object text)
    returns void
    language sql
as $$
    select pgfiles.finish_variants(file_id, jsonb_build_object('variants', jsonb_build_array(jsonb_build_object('name', 'thumbnail_small',
        'key', regexp_replace(f.s3_original_key, '[^/]*$', object), 'file_type', 'image/jpeg', 'file_size', 20, 'width', 150, 'height', 150))))
    from pgfiles.file f
    where f.id = file_id
$$;
select pg_temp.make_variant(:'framed', 'thumbnail_small-left.jpg') \g /dev/null
select results_eq(format('select * from pg_temp.doomed(%L)', :'framed'), $$values ('superseded', 'thumbnail_small.jpg', interval '35 days')$$,
    'a copy that was made anew leaves the old one behind');
select pg_temp.make_variant(:'framed', 'thumbnail_small.jpg') \g /dev/null
select results_eq(format('select * from pg_temp.doomed(%L)', :'framed'), $$values ('superseded', 'thumbnail_small-left.jpg', interval '35 days')$$,
    'one that comes to be used again is spared');

-- What a worker has made of a file that was deleted meanwhile.
select pg_temp.new_file('uploaded') as late \gset
update pgfiles.job set leased_until = '2100-01-01' where file_id = :'late';
select jsonb_build_object('leased_until', timestamptz '2100-01-01', 'jobs', jsonb_build_array(jsonb_build_object('job_id', id, 'bucket', 'main')))
    as batch, id as job, regexp_replace(s3_original_key, '[^/]*$', '') as folder
from pgfiles.job j join (select id as file_id, s3_original_key from pgfiles.file) f using (file_id) where file_id = :'late' \gset
delete from pgfiles.file where id = :'late';
delete from pgfiles.doomed_object;
select is(pgfiles.finish_jobs(:'batch', jsonb_build_array(jsonb_build_object('job_id', :job, 'outcome', 'ready',
    'checked_key', :'folder' || 'original-copy.jpg', 'stripped', jsonb_build_object('key', :'folder' || 'stripped.jpg'),
    'variants', jsonb_build_array(jsonb_build_object('name', 'x', 'key', :'folder' || 'x.jpg'))))), null, 'its result is taken');
select results_eq(format('select * from pg_temp.doomed(%L)', :'late'),
    $$values ('late', 'original-copy.jpg', interval '1 day'), ('late', 'stripped.jpg', interval '1 day'), ('late', 'x.jpg', interval '1 day')$$,
    'and all that it has made goes');
select is((select distinct organization_id from pgfiles.doomed_object), 'acme', 'of whom it was');

-- And of one that was asked for again meanwhile, with another focal point; or that another worker has by now.
select pg_temp.new_file() as asked \gset
select pgfiles.enqueue_jobs('make_variants', array[:'asked'::uuid]) \g /dev/null
update pgfiles.job set leased_until = '2100-01-01', attempts = 0 where file_id = :'asked';
select jsonb_build_object('leased_until', timestamptz '2100-01-01', 'jobs', jsonb_build_array(jsonb_build_object('job_id', id, 'bucket', 'main')))
    as batch, id as job, regexp_replace(s3_original_key, '[^/]*$', '') as folder
from pgfiles.job j join (select id as file_id, s3_original_key from pgfiles.file) f using (file_id) where file_id = :'asked' \gset
delete from pgfiles.doomed_object;
select pgfiles.finish_jobs(:'batch', jsonb_build_array(jsonb_build_object('job_id', :job, 'outcome', 'ready',
    'variants', jsonb_build_array(jsonb_build_object('name', 'x', 'key', :'folder' || 'x.jpg'))))) \g /dev/null
select results_eq(format('select * from pg_temp.doomed(%L)', :'asked'), $$values ('late', 'x.jpg', interval '1 day')$$,
    'what was made before it was asked for again is known');
delete from pgfiles.doomed_object;
update pgfiles.job set leased_until = '2101-01-01' where file_id = :'asked';
select pgfiles.finish_jobs(:'batch', jsonb_build_array(jsonb_build_object('job_id', :job, 'outcome', 'ready',
    'variants', jsonb_build_array(jsonb_build_object('name', 'x', 'key', :'folder' || 'x.jpg'))))) \g /dev/null
select results_eq(format('select * from pg_temp.doomed(%L)', :'asked'), $$values ('late', 'x.jpg', interval '1 day')$$,
    'and what comes after the lease has ended');
delete from pgfiles.doomed_object;
delete from pgfiles.job where file_id = :'asked';

-- Not where rows come from elsewhere.
delete from pgfiles.doomed_object;
select pg_temp.new_file() as copied \gset
set local session_replication_role = replica;
delete from pgfiles.file where id = :'copied';
set local session_replication_role = origin;
select is_empty('select from pgfiles.doomed_object', 'who subscribes to deletions deletes no objects');

-- The worker's turn.
create temp table gone as select pg_temp.new_file() as id from generate_series(1, 3);
delete from pgfiles.file f using gone g where f.id = g.id;
select is(pgfiles.claim_doomed(), null, 'nothing is deleted before its time');
update pgfiles.doomed_object set delete_at = now() - interval '1 minute';
create function pg_temp.lease(is_held boolean)
    returns void
    language plpgsql
as $$
begin
    execute format('create or replace function pgfiles.holds_lease(bucket text, for_at_least interval default ''0'') returns boolean
        language sql stable set search_path = pg_catalog, pg_temp as ''select %s''', is_held::text);
end
$$;
select pg_temp.lease(false) \g /dev/null
select is(pgfiles.claim_doomed(), null, 'nor without the lease of the bucket');
select pg_temp.lease(true) \g /dev/null
select pgfiles.claim_doomed() as claimed \gset
select is(jsonb_array_length(:'claimed'::jsonb #> '{jobs,0,objects}'), 6, 'then all that is due is');
select is(:'claimed'::jsonb #>> '{jobs,0,kind}', 'delete_objects', 'by Java');
select is(:'claimed'::jsonb #>> '{jobs,0,bucket}', 'main', 'in their bucket');
select is((select count(*)::integer from jsonb_array_elements(:'claimed'::jsonb #> '{jobs,0,objects}') o join pgfiles.doomed_object d
    on d.id = (o ->> 'id')::bigint and d.s3_key = o ->> 'key' and d.leased_until = (:'claimed'::jsonb ->> 'leased_until')::timestamptz), 6,
    'which has them until then');
select is(pgfiles.claim_doomed(), null, 'and nobody else');
select array_agg(id order by id) as ids from pgfiles.doomed_object \gset
select pgfiles.finish_doomed(jsonb_set(:'claimed', '{leased_until}', '"2001-01-01"'), pg_temp.answer(:'ids')) \g /dev/null
select is((select count(*)::integer from pgfiles.doomed_object), 6, 'who comes after his lease changes nothing');
select pgfiles.finish_doomed(:'claimed', pg_temp.answer((:'ids'::bigint[])[1:4],
    jsonb_build_array(jsonb_build_object('id', (:'ids'::bigint[])[5], 'problem', 'DELETE x in photos: AccessDenied')))) \g /dev/null
select is((select array_agg(id order by id) from pgfiles.doomed_object), (:'ids'::bigint[])[5:6], 'what is gone is off the list');
select results_eq('select attempts, leased_until is null, delete_at > now(), last_error from pgfiles.doomed_object order by id',
    $$values (1, true, true, 'DELETE x in photos: AccessDenied'), (1, true, true, 'no answer')$$, 'what is not is tried again later, each with its reason');
select results_eq($$select organization_id, cardinality(file_ids), old_row from pgfiles.logged_action where action = 'objects_deleted'$$,
    $$values ('acme', 2, '{"bytes": 2020, "objects": 4}'::jsonb)$$, 'one line of the audit proves it');
select matches((select message from pgfiles.worker_trouble where what = 'deletions in main'),
    '^objects could not be deleted: DELETE in photos: AccessDenied$', 'and the log says that some are left, without their keys');

-- Given back, as when a worker stops.
update pgfiles.doomed_object set delete_at = now();
select pgfiles.claim_doomed() as claimed \gset
select pgfiles.finish_doomed(:'claimed', pg_temp.answer('{}', '[]', 'released')) \g /dev/null
select results_eq('select attempts, leased_until is null, delete_at <= now() from pgfiles.doomed_object order by id',
    'values (1, true, true), (1, true, true)', 'what was not begun counts as no attempt');

-- The store is away.
select pgfiles.claim_doomed() as claimed \gset
select pgfiles.finish_doomed(:'claimed', pg_temp.answer('{}', '[]', 'retry', 'no answer of the store')) \g /dev/null
select results_eq('select attempts, delete_at > now(), last_error from pgfiles.doomed_object order by id',
    $$values (2, true, 'store_unavailable: no answer of the store'), (2, true, 'store_unavailable: no answer of the store')$$, 'they wait for it');
update pgfiles.doomed_object set delete_at = now(), attempts = 24;
insert into pgfiles.doomed_object (bucket, s3_key, organization_id, cause, delete_at)
select 'main', 'acme/many/' || n, 'acme', 'deleted', now() + n * interval '1 microsecond' - interval '1 second' from generate_series(1, 100) n;
update pgfiles.doomed_object set delete_at = now() - interval '1 hour', attempts = 24 where last_error is not null;
select is(jsonb_array_length(pgfiles.claim_doomed(64) #> '{jobs,0,objects}'), 2, 'where they have failed, fewer are asked for at a time');
update pgfiles.doomed_object set leased_until = null, attempts = least(attempts, 24);
select is(jsonb_array_length(pgfiles.claim_doomed(64) #> '{jobs,0,objects}'), 2, 'and again');
delete from pgfiles.doomed_object where s3_key like 'acme/many/%';
select jsonb_build_object('leased_until', max(leased_until), 'jobs', jsonb_build_array(jsonb_build_object('bucket', 'main',
    'objects', jsonb_agg(jsonb_build_object('id', id))))) as claimed from pgfiles.doomed_object \gset
select pgfiles.finish_doomed(:'claimed', pg_temp.answer('{}', '[]', 'retry', 'no answer of the store')) \g /dev/null
select is((select count(*)::integer from files.undeletable_objects where last_error = 'store_unavailable: no answer of the store'), 2,
    'after the last attempt they are kept until somebody looks');
select is(pgfiles.claim_doomed(), null, 'and left alone');
select is((select level || ' ' || finding from files.doctor() where subject = 'undeletable objects'),
    'warning 2, for example store_unavailable: no answer of the store', 'the doctor has them');
select is((select count(*)::integer from files.retry_deletions((:'ids'::bigint[])[5:5])), 1, 'one is given another round');
select is((select count(*)::integer from files.retry_deletions()), 1, 'or all are');
select is((select count(*)::integer from files.undeletable_objects), 0, 'none is left');
select is(jsonb_array_length(pgfiles.claim_doomed() #> '{jobs,0,objects}'), 2, 'and they are tried again');
update pgfiles.doomed_object set attempts = 25, leased_until = now() - interval '1 second', delete_at = now();
select is(pgfiles.claim_doomed(), null, 'what takes its worker along each time');
select is((select count(*)::integer from files.undeletable_objects), 2, 'ends as well');
update pgfiles.doomed_object set died_at = null, delete_at = now() - interval '2 days';
select matches((select level || ' ' || finding from files.doctor() where subject = 'overdue deletions'), '^warning since \d{4}-.* in main$',
    'that nobody deletes, too');

-- A store that takes no list of objects.
update pgfiles.doomed_object set attempts = 0;
select pgfiles.claim_doomed() as claimed \gset
select is(:'claimed'::jsonb #>> '{jobs,0,can_delete_many}', 'true', 'many are deleted by one request');
select pgfiles.finish_doomed(:'claimed', jsonb_set(pg_temp.answer('{}'), '{0,deletes_many}', 'false')) \g /dev/null
update pgfiles.doomed_object set delete_at = now();
select is(pgfiles.claim_doomed() #>> '{jobs,0,can_delete_many}', 'false', 'unless the store was seen not to know it');
update pgfiles.bucket_check set checked_at = now() - interval '2 days' where item = 'bulk_deletes';
update pgfiles.doomed_object set leased_until = null;
select is(pgfiles.claim_doomed() #>> '{jobs,0,can_delete_many}', 'true', 'on another day');

-- The last look.
delete from pgfiles.doomed_object;
delete from pgfiles.worker_trouble;
select pg_temp.new_file() as back \gset
create temp table kept as select * from pgfiles.file where id = :'back';
delete from pgfiles.file where id = :'back';
insert into pgfiles.doomed_object (bucket, s3_key, is_prefix, file_id, organization_id, cause, delete_at)
select 'main', regexp_replace(s3_original_key, '[^/]*$', ''), true, id, 'acme', 'deleted', now() from kept;
insert into pgfiles.doomed_object (bucket, s3_key, organization_id, cause, delete_at)
select 'main', regexp_replace(s3_original_key, '[^/]*$', 'of-nobody'), 'acme', 'deleted', now() from kept;
update pgfiles.doomed_object set delete_at = now();
select pgfiles.rescue_files('{}') \g /dev/null
do $$
declare
    v_columns text := (select string_agg(quote_ident(attname), ', ') from pg_attribute
        where attrelid = 'pgfiles.file'::regclass and attnum > 0 and attgenerated = '' and not attisdropped);
begin
    execute format('insert into pgfiles.file (%1$s) select %1$s from kept', v_columns);
end
$$;
select results_eq($$select o ->> 'key' from jsonb_array_elements(pgfiles.claim_doomed() #> '{jobs,0,objects}') o$$,
    $$select regexp_replace(s3_original_key, '[^/]*$', 'of-nobody') from kept$$, 'what a file points to again is not deleted, nor is its folder');
select is((select array_agg(s3_key::text) from pgfiles.doomed_object),
    (select array[regexp_replace(s3_original_key, '[^/]*$', 'of-nobody')] from kept), 'and is off the list');
select is((select message from pgfiles.worker_trouble where what = 'doomed objects in use'),
    '3 objects were to be deleted and are needed by files; they stay: main', 'which is said');
delete from pgfiles.doomed_object;
insert into pgfiles.file_version (file_id, version, organization_id, bucket, s3_original_key, file_name, file_type, file_size, variants, uploaded_by,
    created_at)
select id, 1, 'acme', 'main', 'acme/_/_/01890000-0000-7000-8000-000000000001/original.jpg', 'v1', 'image/jpeg', 1,
    '{"x": {"s3_key": "acme/_/_/01890000-0000-7000-8000-000000000001/x.jpg"}}', '1', now() from kept;
insert into pgfiles.doomed_object (bucket, s3_key, is_prefix, file_id, organization_id, cause, delete_at)
select 'main', 'acme/_/_/01890000-0000-7000-8000-000000000001/' || o, o = '', f, 'acme', 'deleted', now()
from (values ('original.jpg', null), ('', null), ('x.jpg', (select id from kept))) v (o, f);
select is(pgfiles.claim_doomed(), null, 'nor what an earlier version of a file points to');

-- Brought back.
delete from pgfiles.doomed_object;
delete from pgfiles.file_version;
delete from pgfiles.file where id = :'back';
select results_eq(format('select pgfiles.rescue_files(array[%L, gen_random_uuid()]::uuid[])', :'back'), format('select %L::uuid', :'back'),
    'a deleted file is brought back');
select results_eq(format($$select to_jsonb(f) from pgfiles.file f where id = %L$$, :'back'), 'select to_jsonb(k) from kept k', 'as it was');
select is_empty(format('select from pgfiles.doomed_object where file_id = %L', :'back'), 'and keeps its objects');
select is_empty(format('select pgfiles.rescue_files(array[%L]::uuid[])', :'back'), 'once');
delete from pgfiles.file where id = :'back';
delete from pgfiles.doomed_object where s3_key like '%/thumbnail_small.jpg';
select pgfiles.rescue_files(array[:'back']::uuid[]) \g /dev/null
select results_eq(format('select f.variants, j.kind from pgfiles.file f join pgfiles.job j on j.file_id = f.id where f.id = %L', :'back'),
    $$values (null::jsonb, 'make_variants')$$, 'copies that are gone are made anew');
select pg_temp.new_file('processing') as busy \gset
delete from pgfiles.file where id = :'busy';
select pgfiles.rescue_files(array[:'busy']::uuid[]) \g /dev/null
select results_eq(format('select f.status, j.kind from pgfiles.file f join pgfiles.job j on j.file_id = f.id where f.id = %L', :'busy'),
    $$values ('uploaded', 'process_file')$$, 'what was being processed is processed anew');
select is_empty(format('select from pgfiles.doomed_object where file_id = %L', :'busy'), 'in a folder that stays');
delete from pgfiles.file where id = :'busy';
update pgfiles.doomed_object set leased_until = now() + interval '1 minute' where file_id = :'busy';
select is_empty(format('select pgfiles.rescue_files(array[%L]::uuid[])', :'busy'), 'what is being deleted is lost');

select * from finish();
rollback;
