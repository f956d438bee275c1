-- Functions that look at files before they are ready: labels, quarantine and release, refusal, failure.
begin;
\ir fixtures.psql
select plan(45);

update pgfiles.bucket set allowed_types = '{image/*,text/plain,application/pdf}';
update pgfiles.job set run_at = 'infinity';
create function pg_temp.uploaded_by_alice(name text, file_type text)
    returns uuid
    language plpgsql
as $$
declare
    v_id uuid;
begin
    set local role authenticated;
    v_id := (files.generate_upload_url('site', '5eed0000-0000-4000-8000-000000000001', name, file_type, 5)).file_id;
    perform files.confirm_upload(v_id);
    reset role;
    return v_id;
end
$$;
create function pg_temp.finish(file_name text, head text)
    returns void
    language sql
as $$
    select pgfiles.finish_job(jsonb_build_object(
        'job_id', j.id, 'outcome', 'ready', 'width', 30, 'sha256', repeat('0', 64),
        'exif', '{"camera_make":"Canon"}'::jsonb,
        'head', encode(convert_to(head, 'UTF8'), 'base64'),
        'variants', '[{"name":"thumbnail_small","key":"acme/t.jpg","file_type":"image/jpeg","file_size":9,"width":150,"height":150}]'::jsonb))
    from pgfiles.job j join pgfiles.file f on f.id = j.file_id
    where f.file_name = finish.file_name
$$;
create function pg_temp.file(name text)
    returns pgfiles.file
    language sql
as $$
    select f from pgfiles.file f where f.file_name = name
$$;
create function pg_temp.job(name text)
    returns pgfiles.job
    language sql
as $$
    select j from pgfiles.job j join pgfiles.file f on f.id = j.file_id where f.file_name = name
$$;

-- The example: the test file of all virus scanners. It is named only here and in the function, in pieces.
\set eicar 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$' 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'
set local request.jwt.claims = :'alice';
select pg_temp.uploaded_by_alice('before.txt', 'text/plain');
select is(pgfiles.describe_file('process_file', pg_temp.file('before.txt')) -> 'head_bytes', '0', 'without hooks Java keeps no bytes');
select pg_temp.finish('before.txt', '');
select is((pg_temp.file('before.txt')).status, 'ready', 'and nobody is asked');

insert into pgfiles.hook (name, sql_function, head_bytes) values ('eicar', 'pgfiles.eicar_hook', 1024);
select pg_temp.uploaded_by_alice(n, 'text/plain') from unnest('{virus.txt,letter.txt}'::text[]) n;
select is(pgfiles.describe_file('process_file', pg_temp.file('virus.txt')) -> 'head_bytes', '1024', 'with one it gets what it wants');
select pg_temp.finish('virus.txt', 'begins with ' || :'eicar');
select pg_temp.finish('letter.txt', 'Dear Sir');
select is((pg_temp.file('letter.txt')).status, 'ready', 'a text without it becomes ready');
select results_eq(
    $$select f.status, f.status_reason, f.status_detail, f.labels, f.sha256 from pgfiles.file f where f.file_name = 'virus.txt'$$,
    $$values ('rejected', 'quarantined', 'eicar: the EICAR test file', '{virus}'::text[], repeat('0', 64))$$,
    'one with it goes into quarantine, with what was found out about it');
select is((pg_temp.job('virus.txt')).id, null, 'its job is done');

-- Nobody gets at it.
set local role authenticated;
select results_eq($$select status_reason, variants, f.download_url, f.thumbnail_small_url from files.files f where file_name = 'virus.txt'$$,
    $$values ('quarantined', null::jsonb, null::text, null::text)$$, 'alice, whose it is, sees that, and no URL');
select throws_ok(format('select files.generate_download_url(%L)', (select id from files.files where file_name = 'virus.txt')), 'PT422', 'File not ready',
    'nor does she get one');
select throws_ok(format($$select files.generate_download_url(%L, 'thumbnail_small')$$, (select id from files.files where file_name = 'virus.txt')), 'PT422',
    'File not ready', 'not even of a thumbnail');
select is((select status from files.confirm_uploads(array(select id from files.files where file_name = 'virus.txt'))), 'rejected',
    'confirming it again does not help');
select throws_ok(format('select files.release_file(%L)', (select id from files.files where file_name = 'virus.txt')), '42501', 'Not allowed',
    'she cannot release it');
set local request.jwt.claims = :'bob';
select is_empty($$select from files.files where file_name = 'virus.txt'$$, 'bob does not see it');
reset role;
create temp table virus as select id from pgfiles.file where file_name = 'virus.txt';
grant select on virus to authenticated;
set local role authenticated;
select throws_ok(format('select files.release_file(%L)', id), 'PT404', 'File not found', 'nor releases it') from virus;
set local request.jwt.claims = '{"role":"authenticated","user":{"organization_id":"globex","user_id":"9","role":"org_admin"}}';
select throws_ok(format('select files.release_file(%L)', id), 'PT404', 'File not found', 'nor does an admin of another organization') from virus;

-- The admin releases it.
set local request.jwt.claims = :'boss';
select is((files.release_file(id)).status, 'ready', 'the admin of the organization does') from virus;
select is((files.release_file(id)).status, 'ready', 'twice is harmless') from virus;
select isnt(f.thumbnail_small_url, null, 'its thumbnails were kept') from files.files f join virus using (id);
set local request.jwt.claims = :'bob';
select results_eq($$select f.status, f.labels, f.status_reason from files.files f join virus using (id)$$,
    $$values ('ready', '{virus}'::text[], null::text)$$, 'then everyone who sees the site sees it, and the label');
reset role;
select results_eq($$select user_id from pgfiles.logged_action l, virus where l.action = 'release_file' and l.file_ids = array[virus.id]$$,
    $$values ('9'), ('9')$$, 'the audit knows who it was');

-- Several hooks: in order, labels add up, the first refusal counts. They see the file as it will be.
create function pg_temp.classify(file pgfiles.file, head bytea)
    returns pgfiles.verdict
    language sql
as $$
    select ('label', array[file.camera_make, file.status, convert_from(head, 'UTF8')], null)::pgfiles.verdict
$$;
create function pg_temp.refuse(file pgfiles.file, head bytea)
    returns pgfiles.verdict
    language sql
as $$
    select ('reject', '{refused}', 'not here')::pgfiles.verdict
$$;
create function pg_temp.break(file pgfiles.file, head bytea)
    returns pgfiles.verdict
    language plpgsql
as $$
begin
    raise exception 'the scanner is away';
end
$$;
create function pg_temp.forget(file pgfiles.file, head bytea)
    returns pgfiles.verdict
    language sql
as 'select null::pgfiles.verdict';

set local request.jwt.claims = :'alice';
insert into pgfiles.hook (name, sql_function, file_types, priority) values
    ('classify', 'pg_temp.classify', '{image/*}', -1),
    ('refuse', 'pg_temp.refuse', '{application/pdf}', 5);
select pg_temp.uploaded_by_alice('cat.jpg', 'image/jpeg');
select pg_temp.finish('cat.jpg', 'meow');
select results_eq($$select (f).status, (f).labels from pg_temp.file('cat.jpg') f$$, $$values ('ready', '{Canon,ready,meow}'::text[])$$,
    'a classifier labels images, by what was found out');
select pg_temp.uploaded_by_alice('scan.pdf', 'application/pdf');
select pg_temp.finish('scan.pdf', '%PDF-');
select results_eq($$select (f).status, (f).status_reason, (f).status_detail, (f).labels from pg_temp.file('scan.pdf') f$$,
    $$values ('rejected', 'refused_by_hook', 'refuse: not here', '{refused}'::text[])$$, 'a refusal is one for good');
set local request.jwt.claims = :'boss';
select throws_ok(format('select files.release_file(%L)', (pg_temp.file('scan.pdf')).id), '42501', 'Not allowed', 'not to be released by an admin');
set local request.jwt.claims = :'alice';
select is((pg_temp.file('letter.txt')).labels, null, 'neither was asked about texts');
update pgfiles.hook set is_enabled = false where name in ('classify', 'refuse');
select pg_temp.uploaded_by_alice('cat2.jpg', 'image/jpeg');
select pg_temp.finish('cat2.jpg', 'meow');
select is((pg_temp.file('cat2.jpg')).labels, null, 'one that is disabled is not asked');

-- A hook of one bucket.
insert into pgfiles.bucket (name, s3_bucket) values ('other', 'other');
update pgfiles.hook set bucket = 'other', is_enabled = true where name = 'refuse';
select pg_temp.uploaded_by_alice('scan2.pdf', 'application/pdf');
select pg_temp.finish('scan2.pdf', '%PDF-');
select is((pg_temp.file('scan2.pdf')).status, 'ready', 'one of another bucket neither');
update pgfiles.hook set bucket = 'main' where name = 'refuse';
select pg_temp.uploaded_by_alice('scan3.pdf', 'application/pdf');
select pg_temp.finish('scan3.pdf', '%PDF-');
select is((pg_temp.file('scan3.pdf')).status, 'rejected', 'one of this bucket is');

-- What Java rejected concerns no hook; what a hook cannot judge comes back.
insert into pgfiles.hook (name, sql_function, priority) values ('broken', 'pg_temp.break', 9);
select pg_temp.uploaded_by_alice('bad.jpg', 'image/jpeg');
select pgfiles.finish_job(jsonb_build_object('job_id', (pg_temp.job('bad.jpg')).id, 'outcome', 'rejected', 'reason', 'not_an_image'));
select is((pg_temp.file('bad.jpg')).status_reason, 'not_an_image', 'a file that Java rejected is not shown to a hook');
select pg_temp.uploaded_by_alice('dog.jpg', 'image/jpeg');
select lives_ok($$select pg_temp.finish('dog.jpg', 'woof')$$, 'a hook that fails does not harm the worker');
select results_eq($$select (f).status, (f).sha256, (f).labels from pg_temp.file('dog.jpg') f$$, $$values ('uploaded', null::text, null::text[])$$,
    'nor let the file through');
select is((pg_temp.job('dog.jpg')).last_error, 'hook_failed: broken: the scanner is away', 'the job says why');
select ok((pg_temp.job('dog.jpg')).run_at > now(), 'and comes back');
update pgfiles.hook set sql_function = 'pg_temp.forget' where name = 'broken';
select pg_temp.finish('dog.jpg', 'woof');
select is((pg_temp.file('dog.jpg')).status, 'uploaded', 'no verdict is no yes');
delete from pgfiles.hook where name = 'broken';
select pg_temp.finish('dog.jpg', 'woof');
select is((pg_temp.file('dog.jpg')).status, 'ready', 'once the scanner is back, it goes on');

-- One that is added between claim and result has seen no bytes.
select pg_temp.uploaded_by_alice('late.jpg', 'image/jpeg');
select pg_temp.finish('late.jpg', null);
select is((pg_temp.job('late.jpg')).last_error, 'hook_failed: eicar: it was added while the file was read', 'a file is not let through unseen');

-- Who may add a hook, and which.
select throws_ok($$insert into pgfiles.hook (name, sql_function) values ('x', 'pgfiles.nothing')$$, '22023', 'Invalid argument', 'the function must exist');
select throws_ok($$insert into pgfiles.hook (name, sql_function) values ('x', 'pg_catalog.now')$$, '22023', 'Invalid argument', 'and be one for hooks');
select is(sql_function, 'pgfiles.eicar_hook', 'its name is kept with its schema') from pgfiles.hook where name = 'eicar';
-- Each runs with its owner's rights, and what one has left behind must not run with another's.
create role owner_of_scanner;
create role owner_of_classifier;
create function pg_temp.scan(file pgfiles.file, head bytea) returns pgfiles.verdict language sql security definer
    as $$select row('accept', null, null)::pgfiles.verdict$$;
create function pg_temp.look(file pgfiles.file, head bytea) returns pgfiles.verdict language sql security definer
    as $$select row('accept', null, null)::pgfiles.verdict$$;
alter function pg_temp.scan owner to owner_of_scanner;
alter function pg_temp.look owner to owner_of_classifier;
insert into pgfiles.hook (name, sql_function, file_types) values ('scan', 'pg_temp.scan', '{image/*}');
select throws_like($$insert into pgfiles.hook (name, sql_function, file_types) values ('look', 'pg_temp.look', '{image/png}')$$,
    'Invalid argument', 'two roles'' hooks are not asked about one file');
select lives_ok($$insert into pgfiles.hook (name, sql_function, file_types) values ('look', 'pg_temp.look', '{audio/*}')$$, 'but about others');
alter function pg_temp.look owner to owner_of_scanner;
select lives_ok($$update pgfiles.hook set file_types = '{*/*}' where name = 'look'$$, 'one role''s are');
select is_empty($$select * from files.doctor() where subject in ('hook look', 'hook scan') and not is_ok$$, 'which is well');
alter function pg_temp.look owner to owner_of_classifier;
select results_eq($$select subject, replace(finding, pg_my_temp_schema()::regnamespace::text, 'pg_temp') from files.doctor() where subject ~ '^hook' and not is_ok order by 1$$,
    $$values ('hook look', 'pg_temp.look belongs to owner_of_classifier, and hook scan, which is asked about the same files, to owner_of_scanner: '
        'give both functions one owner: what it should look at is not processed'),
    ('hook scan', 'pg_temp.scan belongs to owner_of_scanner, and hook look, which is asked about the same files, to owner_of_classifier: '
        'give both functions one owner: what it should look at is not processed')$$, 'doctor says if they no longer are');
alter function pg_temp.scan security invoker;
select matches(finding, '^pg_temp_\d+.scan .*alter function pg_temp_\d+.scan security definer', 'or if one would run with other rights')
from files.doctor() where subject = 'hook scan';
delete from pgfiles.hook where name in ('scan', 'look');

set local role authenticated;
select throws_ok($$insert into pgfiles.hook (name, sql_function) values ('x', 'pgfiles.eicar_hook')$$, '42501', null, 'only a DBA adds one');
select throws_ok($$select pgfiles.mark_arrived('{}', '{}')$$, '42501', null, 'and no client plays the store');

select * from finish();
rollback;
