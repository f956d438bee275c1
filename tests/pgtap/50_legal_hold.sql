-- Files are kept from being destroyed, for a law suit, while their users go on.
begin;
\ir fixtures.psql
select plan(28);
create temp table item (name text, file_id uuid);
create temp table hold (name text, id uuid);
grant all on item, hold to public;
create function pg_temp.id(name text) returns uuid language sql return (select i.file_id from item i where i.name = id.name);
create function pg_temp.held() returns text language sql as $$
    select string_agg(i.name, ' ' order by i.name) from item i join pgfiles.file f on f.id = i.file_id where f.is_held
$$;

set local role authenticated;
set local request.jwt.claims = :'alice';
insert into item select n, (files.generate_upload_url('site', :site, n || '.jpg', 'image/jpeg', 10)).file_id from unnest('{a,b,c}'::text[]) n;
insert into item select 'own', (files.generate_upload_url(null, null, 'own.jpg', 'image/jpeg', 10)).file_id;
select files.delete_file(pg_temp.id('b')) \g /dev/null
set local request.jwt.claims = :'carol';
insert into item select 'foreign', (files.generate_upload_url(null, null, 'foreign.jpg', 'image/jpeg', 10)).file_id;

-- Who may.
set local request.jwt.claims = :'alice';
select is(pg_temp.result_of(format('files.place_hold(''x'', ''y'', array[%L]::uuid[])', pg_temp.id('a'))), '42501', 'a user does not place a hold');
select is_empty('select from files.legal_holds', 'nor see any');
set local request.jwt.claims = :'boss';
select is(pg_temp.result_of(format('files.place_hold(''x'', '' '', array[%L]::uuid[])', pg_temp.id('a'))), '22023', 'an admin says why');
select is(pg_temp.result_of('files.place_hold(''x'', ''y'')'), '22023', 'and what');
select is(pg_temp.result_of('files.place_hold(''x'', ''y'', null, ''site'')'), '22023', 'and of which entity');
insert into hold select 'site', files.place_hold('case 1', 'damage', null, 'site', upper(:site));
insert into hold select 'a', files.place_hold('case 2', 'audit', array[pg_temp.id('a'), pg_temp.id('own'), pg_temp.id('foreign')]);
select results_eq('select name, reason, placed_by, files from files.legal_holds order by name', $$values ('case 1', 'damage', '9', 3::bigint), ('case 2', 'audit', '9', 2)$$,
    'he sees what he has done; what is others'' is in no hold of his');
reset role;
select is(pg_temp.held(), 'a b c own', 'also what is in the trash is held');

-- Users go on.
set local role authenticated;
set local request.jwt.claims = :'alice';
select is(pg_temp.result_of(format('(files.delete_file(%L)).is_held', pg_temp.id('c'))), 'true', 'what is held can be deleted');
select is(pg_temp.result_of(format('(files.restore_file(%L)).file_name', pg_temp.id('c'))), 'c.jpg', 'and restored');
select is(pg_temp.result_of(format('files.renew_upload(%L)', pg_temp.id('c'))), 'PT404', 'not uploaded anew');
select files.delete_files(array(select file_id from item where name <> 'foreign')) \g /dev/null
-- But nothing goes.
reset role;
reset request.jwt.claims;
update pgfiles.file set purge_at = now() - interval '1 day' where is_deleted;
select is(pgfiles.purge_trash(), 0::bigint, 'the trash is not emptied of it');
select is(pgfiles.purge_due(array[pg_temp.id('a')]), 0::bigint, 'nor by its id');
select throws_ok(format('delete from pgfiles.file where id = %L', pg_temp.id('a')), 'PT423', 'File held', 'no row is deleted');
savepoint before;
set local role authenticated;
set local request.jwt.claims = :'boss';
select is((select error ->> 'code' from files.purge_files(array[pg_temp.id('a')])), 'PT423', 'nor purged by an admin');
reset role;
reset request.jwt.claims;
update pgfiles.entity_type set on_delete = 'delete' where name = 'site';
select lives_ok(format('delete from app.site where id = %L', :site), 'the row that it belongs to is the application''s to delete');
truncate app.site cascade;
select is((select count(*)::integer from pgfiles.file f join item i on i.file_id = f.id where i.name in ('a', 'b', 'c')), 3, 'its files are there');
rollback to before;

-- One of two holds ends.
set local role authenticated;
set local request.jwt.claims = '{"role":"authenticated","user":{"organization_id":"globex","user_id":"1","role":"org_admin"}}';
select is(pg_temp.result_of(format('files.release_hold(%L)', (select id from hold where name = 'site'))), 'PT404', 'not by an admin of others');
set local request.jwt.claims = :'alice';
select is(pg_temp.result_of(format('files.release_hold(%L)', (select id from hold where name = 'site'))), 'PT404', 'nor by a user');
set local request.jwt.claims = :'boss';
select is(pg_temp.result_of('files.release_hold()'), 'PT404', 'which must be said');
select is(pg_temp.result_of(format('files.release_hold(%L)', id)), id::text, 'an admin releases it') from hold where name = 'site';
select is(pg_temp.result_of(format('files.release_hold(%L)', id)), id::text, 'and once more does no harm') from hold where name = 'site';
select is((select released_by || released_at from files.legal_holds where name = 'case 1'), '9' || now(), 'it is written down');
reset role;
reset request.jwt.claims;
select is(pg_temp.held(), 'a own', 'what another hold is about is held');
select is(pgfiles.purge_trash(), 2::bigint, 'the rest goes, as its time is over');
select ok(files.release_hold((select id from hold where name = 'a')) is not null, 'a DBA may, too');
select is(pg_temp.held(), null, 'then nothing is held');
select is(pgfiles.purge_trash(), 2::bigint, 'and all goes');
select is_empty('select from pgfiles.legal_hold_file h join item i using (file_id)', 'what is gone is in no hold');

select * from finish();
rollback;
