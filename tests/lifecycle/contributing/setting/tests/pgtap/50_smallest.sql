-- How small an upload may be.
begin;
\ir fixtures.psql
select plan(2);

set local request.jwt.claims = :'alice';
set local role authenticated;
select lives_ok($$select files.generate_upload_url('site', '5eed0000-0000-4000-8000-000000000001', 'a.jpg', 'image/jpeg', 1)$$,
    'one byte is enough');
reset role;
insert into pgfiles.setting values ('upload_min_bytes', '10');
set local role authenticated;
select throws_ok($$select files.generate_upload_url('site', '5eed0000-0000-4000-8000-000000000001', 'a.jpg', 'image/jpeg', 9)$$,
    '22023', 'File too small', 'unless the setting says otherwise');

select * from finish();
rollback;
