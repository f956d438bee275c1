-- A function that turns sequential scans off does so for all that it calls. What they read finds an index then: without one a plan
-- looks so expensive that it is compiled, once for each call, and is kept for the session.
begin;
\ir fixtures.psql
select plan(1);

set local enable_seqscan = off;
set local request.jwt.claims = :'alice';
discard plans;
create temp table before as select pg_stat_get_xact_numscans('pgfiles.effective_setting'::regclass) as scans;
select pgfiles.current_organization_id(), pgfiles.current_user_id(), pgfiles.is_org_admin(), pgfiles.setting('batch_max') \g /dev/null
select files.generate_upload_url(null, null, 'a.jpg', 'image/jpeg', 1) \g /dev/null
select is(pg_stat_get_xact_numscans('pgfiles.effective_setting'::regclass), scans, 'who is calling, and what holds, is looked up by its key') from before;

select * from finish();
rollback;
