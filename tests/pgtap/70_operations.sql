-- What a DBA calls.
begin;
\ir fixtures.psql
select plan(28);

-- What was changed by hand is not in a dump.
select is_empty('select * from pgfiles.drift()', 'the tables are as they were made');
select lives_ok('select pgfiles.check_dump()', 'and may be dumped');
savepoint by_hand;
create index own_index on pgfiles.file (file_name);
alter table pgfiles.job set (fillfactor = 60);
alter table pgfiles.file disable trigger log_change;
drop policy quota_usage_select_by_organization on pgfiles.quota_usage;
alter table pgfiles.bucket add column note text;
create policy own_policy on pgfiles.bucket using (true);
alter table pgfiles.event owner to api_admin;
select results_eq('select object, problem from pgfiles.drift()', $$values
    ('column note of pgfiles.bucket', 'is not ours: no row of the table comes back from a dump'),
    ('index own_index of pgfiles.file', 'is not ours: a restored database lacks it'),
    ('parameter fillfactor of pgfiles.job', 'is 60; in a restored database it is 50'),
    ('pgfiles.event', 'belongs to api_admin, not to postgres, whose the extension is'),
    ('policy own_policy of pgfiles.bucket', 'is not ours: a restored database lacks it'),
    ('policy quota_usage_select_by_organization of pgfiles.quota_usage', 'is missing; in a restored database it is there'),
    ('trigger log_change of pgfiles.file', 'is D; in a restored database it is O')$$, 'until somebody changes them');
select is((select is_ok from files.doctor() where subject = 'tables of pgfiles'), false, 'which the doctor says');
select matches((select finding from files.doctor() where subject = 'tables of pgfiles'), '^7 changed by hand, for example column note', 'with an example');
select throws_ok('select pgfiles.check_dump()', '55000', 'a dump of this database would not be complete', 'and a script that dumps is stopped');
rollback to by_hand;

-- The doctor finds what is wrong, and says so.
select is((select is_ok from files.doctor() where subject = 'java'), true, 'Java signs as AWS documents');
select is((select is_ok from files.doctor() where subject = 'stack of Java'), true, 'its stack is large enough');
set local max_stack_depth = '4MB';
select is((select is_ok from files.doctor() where subject = 'stack of Java'), false, 'until PostgreSQL may go deeper');
set local max_stack_depth = '2MB';
select is((select is_ok from files.doctor() where subject = 'default bucket'), true, 'there is a default bucket');
select is((select is_ok from files.doctor() where subject = 'signing key of bucket main'), true, 'it has a signing key');
delete from pgfiles.signing_key;
select is((select is_ok from files.doctor() where subject = 'signing key of bucket main'), false, 'a missing key is found');
alter table app.site disable row level security;
select is((select is_ok from files.doctor() where subject = 'row-level security of app.site'), false, 'an open table is found');

-- A dead letter is found, and gets another round.
insert into pgfiles.file (file_name, file_type, file_size) values ('a.jpg', 'image/jpeg', 1);
update pgfiles.file set status = 'uploaded' where file_name = 'a.jpg';
select pgfiles.put_back_jobs(jsonb_build_array(jsonb_build_object('job_id', j.id, 'outcome', 'failed', 'reason', 'store_denied', 'detail', 'HTTP 403'))) from pgfiles.job j join pgfiles.file f on f.id = j.file_id where f.file_name = 'a.jpg';
-- Which back end reads and writes images, and what it cannot do.
select matches((select finding from files.doctor() where subject = 'image back end jdk' and is_ok),
    'reads jpeg, png, gif, webp, tiff, bmp; writes jpeg, png$', 'the JDK is the image back end unless another is chosen');
select is((select count(*)::integer from files.doctor() where subject like 'image back end %'), 1, 'and the only one');
select throws_ok($$insert into pgfiles.setting (name, value) values ('image_backend', 'jpgturbo')$$, '22023', 'Invalid argument', 'a mistyped one is refused');
insert into pgfiles.setting (name, value) values ('image_backend', 'turbojpeg');
select is((select count(*)::integer from files.doctor() where subject = 'image back end jdk' and is_ok), 1, 'behind another one the JDK is still there');
update pgfiles.variant_spec set format = 'avif' where name = 'thumbnail_small';
select is((select finding from files.doctor() where subject = 'format of variant thumbnail_small' and not is_ok),
    'avif cannot be written: jpeg is instead', 'a format that nobody can write is found');

select matches((select finding from files.doctor() where subject = 'dead letters'), 'store_denied: HTTP 403', 'a dead letter is found');
select results_eq($$select r.last_error from files.retry_jobs(array(select id from pgfiles.file where file_name = 'a.jpg')) r$$,
    $$values ('store_denied: HTTP 403')$$, 'and is retried');
select is((select status from pgfiles.file where file_name = 'a.jpg'), 'uploaded', 'its file waits again');
select is((select count(*)::integer from pgfiles.job j join pgfiles.file f on f.id = j.file_id
    where f.file_name = 'a.jpg' and j.died_at is null and j.attempts = 0 and j.run_at <= now()), 1, 'and its job is due');
delete from pgfiles.job;
select is((select is_ok from files.doctor() where subject = 'stuck'), false, 'a file that nobody will pick up is found');

-- Statistics of what has grown. Other suites have made tables large and taken it back.
analyze;
insert into pgfiles.logged_action (action) select 'x' from generate_series(1, 20000);
-- As pg_upgrade leaves it.
update pg_class set reltuples = -1 where oid = 'pgfiles.logged_action'::regclass;
delete from pg_statistic where starelid = 'pgfiles.logged_action'::regclass;
select is(finding, 'never analyzed: pgfiles.logged_action', 'a large table that was never analyzed is found') from files.doctor() where subject = 'statistics' and not is_ok;
analyze pgfiles.logged_action;
select is((select is_ok from files.doctor() where subject = 'statistics'), true, 'until it is');

-- A worker of pg_cron's comes and goes.
create function pg_temp.comes_and_goes() returns setof text language plpgsql as $$
begin
    if to_regclass('cron.job') is null then
        return next skip('pg_cron is not installed', 1);
        return;
    end if;
    perform pgfiles.schedule_worker(2);
    perform pgfiles.unschedule_worker();
    return next is_empty('select from cron.job where jobname like ''pgfiles worker %''', 'workers are no longer scheduled');
end
$$;
select pg_temp.comes_and_goes();

-- Clients are no DBAs.
set local role authenticated;
set local request.jwt.claims = :'boss';
select throws_ok('select files.doctor()', '42501', null, 'an admin of an organization is not shown the server');
select throws_ok('select files.stop_workers()', '42501', null, 'and stops no workers');

select * from finish();
rollback;
