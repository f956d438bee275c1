-- How many files of an entity somebody sees.
begin;
\ir fixtures.psql
select plan(3);

set local request.jwt.claims = :'alice';
set local role authenticated;
select files.generate_upload_url('site', :site, 'a.jpg', 'image/jpeg', 1) \g /dev/null
select is(files.count_files('site', :site), 1::bigint, 'alice sees what she uploads');
select throws_ok($$select files.count_files('site')$$, '22023', null, 'an entity has to be named');
set local request.jwt.claims = :'carol';
select is(files.count_files('site', :site), 0::bigint, 'a stranger sees nothing');

select * from finish();
rollback;
