-- What becomes of files whose entity's row is deleted, and of those that a column names.
begin;
\ir fixtures.psql
select plan(52);
delete from pgfiles.logged_action;
create schema yard;
create table yard.ship (id integer primary key, name text);
create table yard.log (id uuid primary key default gen_random_uuid(), ship_id integer references yard.ship on delete cascade, photo_id uuid);
create table yard.crate (id bigint, port text, primary key (id, port)) partition by list (port);
create table yard.crate_north partition of yard.crate for values in ('north');
create table yard.crate_south partition of yard.crate for values in ('south');
create view yard.ships as select * from yard.ship;
grant usage on schema yard to authenticated;
grant all on all tables in schema yard to authenticated;
insert into pgfiles.entity_type (name, table_name) values ('ship', 'yard.ship'), ('log', 'yard.log'), ('crate', 'yard.crate'), ('view', 'yard.ships');

-- A ready file of an entity.
create function pg_temp.file(type text, id text, status text default 'ready')
    returns uuid
    language sql
as $$
    insert into pgfiles.file (organization_id, owner_id, file_name, file_type, file_size, bucket, entity_type, entity_id, status)
    values ('acme', '1', 'a.jpg', 'image/jpeg', 10, 'main', type, id, status)
    returning id
$$;
create function pg_temp.state(id uuid)
    returns text
    language sql
as $$
    select coalesce((
        select concat_ws(' ', f.entity_id, f.deletion_cause, 'by ' || f.deleted_by) from pgfiles.file f where f.id = state.id), 'gone')
$$;
create function pg_temp.outcome(statement text)
    returns text
    language plpgsql
as $$
declare
    v_detail text;
begin
    execute statement;
    return 'done';
exception
    when others then
        get stacked diagnostics v_detail = pg_exception_detail;
        return sqlstate || ' ' || v_detail;
end
$$;

-- --- trash ------------------------------------------------------------------------------------------------
insert into yard.ship values (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd');
select pg_temp.file('ship', '1') as one, pg_temp.file('ship', '2') as two, pg_temp.file('ship', '2') as two_more, pg_temp.file('ship', '3') as three,
    pg_temp.file('log', '2') as other_type \gset
set local role authenticated;
set local request.jwt.claims = :'bob';
delete from yard.ship where id = 1;
reset role;
reset request.jwt.claims;
select is(pg_temp.state(:'one'), '1 entity_deleted by 2', 'the files of a deleted row are in the trash, whoever they are of');
select is(pg_temp.state(:'two'), '2', 'those of others are not');
insert into yard.ship values (1, 'another');
set local role authenticated;
set local request.jwt.claims = :'bob';
select is_empty(format('select from files.files where id = %L', :'one'), 'whoever gets the id next does not get them');
select is(files.restore_entity_files('ship', '1'), 1::bigint, 'whoever deleted the row can restore them');
reset role;
reset request.jwt.claims;
delete from yard.ship where id in (1, 2, 4);
select is(pg_temp.state(f), s, 'of many rows at once') from (values (:'two'::uuid, '2 entity_deleted by role:' || session_user), (:'two_more', '2 entity_deleted by role:' || session_user),
    (:'three', '3'), (:'other_type', '2')) t (f, s);
select results_eq($$select cardinality(file_ids) from pgfiles.logged_action where action = 'entity_deleted' order by id$$, 'values (1), (3)', 'the audit has a line for each statement');
savepoint before;
delete from yard.ship;
rollback to before;
select is(pg_temp.state(:'three'), '3', 'what is rolled back has not been');

-- A cascade, and what empties a table.
insert into yard.ship values (5, 'e');
insert into yard.log (ship_id) values (5), (5), (3);
create temp table entry as select l.id, pg_temp.file('log', l.id::text) as file_id, ship_id from yard.log l;
delete from yard.ship where id = 5;
select results_eq('select ship_id, pg_temp.state(file_id) like ''% entity_deleted%'' from entry order by 1, 2', 'values (3, false), (5, true), (5, true)', 'a cascade takes files along');
truncate yard.log;
select is((select bool_and(pg_temp.state(file_id) like '% entity_deleted%') from entry), true, 'TRUNCATE does');
select is(pg_temp.state(:'other_type'), '2 entity_deleted by role:' || session_user, 'all of that type');
select is(pg_temp.state(:'three'), '3', 'and of no other');

-- An id that is changed.
update yard.ship set id = 30 where id = 3;
select is(pg_temp.state(:'three'), '30', 'files follow the id');
select is(pg_temp.state(:'one'), '1 entity_deleted by role:' || session_user, 'others'' stay');
insert into yard.ship values (1, 'once more');
update yard.ship set id = 10 where id = 1;
select is(pg_temp.state(:'one'), '10 entity_deleted by role:' || session_user, 'also in the trash');
update yard.ship set name = 'x';
select is(pg_temp.state(:'three'), '30', 'nothing else matters');

-- Of a table in partitions.
insert into yard.crate values (1, 'north'), (2, 'north'), (3, 'south');
select pg_temp.file('crate', '1') as crate1, pg_temp.file('crate', '2') as crate2, pg_temp.file('crate', '3') as crate3 \gset
update yard.crate set port = 'south' where id = 1;
select is(pg_temp.state(:'crate1'), '1', 'a row that moves to another partition is not gone');
delete from yard.crate where id = 1;
select is(pg_temp.state(:'crate1'), '1 entity_deleted by role:' || session_user, 'one that is deleted is');
delete from yard.crate_north;
select is(pg_temp.state(:'crate2'), '2 entity_deleted by role:' || session_user, 'also by the name of its partition');
update yard.crate set id = 33 where id = 3;
select is(pg_temp.state(:'crate3'), '33', 'and its files follow the id');
create table yard.crate_west partition of yard.crate for values in ('west');
insert into yard.crate values (4, 'west');
select pg_temp.file('crate', '4') as crate4 \gset
delete from yard.crate where id = 4;
select is(pg_temp.state(:'crate4'), '4 entity_deleted by role:' || session_user, 'a partition that came later, too');
truncate yard.crate;
select is(pg_temp.state(:'crate3'), '33 entity_deleted by role:' || session_user, 'TRUNCATE of the whole table');

-- --- keep, delete, restrict ---------------------------------------------------------------------------------
update pgfiles.entity_type set on_delete = 'keep' where name in ('ship', 'crate');
select is_empty($$select from pg_trigger where tgname like 'pgfiles\_%' and tgrelid in ('yard.ship'::regclass, 'yard.crate'::regclass, 'yard.crate_west'::regclass)$$, 'where files are kept there is no trigger');
delete from yard.ship where id = 30;
select is(pg_temp.state(:'three'), '30', 'and they are');
update pgfiles.entity_type set on_delete = 'delete' where name = 'ship';
insert into yard.ship values (30, 'c'), (40, 'd');
select pg_temp.file('ship', '40') as held \gset
update pgfiles.file set is_held = true where id = :'held';
delete from yard.ship;
select is(pg_temp.state(:'three'), 'gone', 'they go for good where the entity type says so');
select isnt_empty(format('select from pgfiles.doomed_object where file_id = %L', :'three'), 'with what they have in the store');
select is(pg_temp.state(:'held'), '40 entity_deleted by role:' || session_user, 'but for what is under a hold');
update pgfiles.entity_type set on_delete = 'restrict' where name = 'ship';
insert into yard.ship values (50, 'e'), (60, 'f');
select pg_temp.file('ship', '50') as kept, pg_temp.file('ship', '60', 'pending') as unborn \gset
select is(pg_temp.outcome('delete from yard.ship'), 'PT409 ship 50 has 1 file', 'a row with files is not deleted where it must not be');
select is(pg_temp.outcome('truncate yard.ship cascade'), 'PT409 ship 50 has 1 file', 'nor the table emptied');
select is(pg_temp.outcome('delete from yard.ship where id = 60'), 'done', 'an upload that is under way keeps no row');
select is(pg_temp.state(:'unborn'), '60 entity_deleted by role:' || session_user, 'it goes into the trash');
set local role authenticated;
set local request.jwt.claims = :'alice';
select files.delete_file(:'kept') \g /dev/null
reset role;
reset request.jwt.claims;
select is(pg_temp.outcome('delete from yard.ship'), 'done', 'without its files it is');

-- Where there is no trash.
insert into pgfiles.setting values ('trash_retention', '0 days');
update pgfiles.entity_type set on_delete = 'trash' where name = 'ship';
insert into yard.ship values (70, 'g');
select pg_temp.file('ship', '70') as lost \gset
delete from yard.ship;
select is(pg_temp.state(:'lost'), 'gone', 'where there is no trash they go at once');
delete from pgfiles.setting where name = 'trash_retention';

-- --- the table is changed -----------------------------------------------------------------------------------
insert into yard.ship values (80, 'h'), (81, 'i');
select pg_temp.file('ship', '80') as renamed, pg_temp.file('ship', '81') as retyped \gset
alter table yard.ship rename to vessel;
alter table yard.vessel rename id to number;
delete from yard.vessel where number = 80;
select is(pg_temp.state(:'renamed'), '80 entity_deleted by role:' || session_user, 'a table and a column may be renamed');
alter table yard.log drop constraint log_ship_id_fkey;
drop view yard.ships;
alter table yard.vessel alter number type text;
update yard.vessel set number = 'eighty-one';
select is(pg_temp.state(:'retyped'), 'eighty-one', 'and of another type');
alter table yard.vessel drop number;
select is(pg_temp.outcome('update yard.vessel set name = name'), 'done', 'without the column the table can be written');
select is(pg_temp.outcome('delete from yard.vessel'), 'done', 'and emptied');
delete from pgfiles.file where entity_type = 'log';
delete from pgfiles.entity_type where name = 'log';
select is_empty($$select from pg_trigger where tgname like 'pgfiles\_%' and tgrelid = 'yard.log'::regclass$$, 'a table that is no entity type''s is left alone');

-- --- a column that names a file -----------------------------------------------------------------------------
create table yard.person (id integer primary key, name text, portrait uuid, badge uuid);
grant all on yard.person to authenticated;
create function pg_temp.own(owner text) returns uuid language sql as $$
    insert into pgfiles.file (organization_id, owner_id, file_name, file_type, file_size, bucket, status)
    values ('acme', owner, 'a.jpg', 'image/jpeg', 10, 'main', 'ready') returning id
$$;
select files.follow_column('yard.person', 'portrait'), files.follow_column('yard.person', 'portrait') \g /dev/null
select is((select count(*)::integer from pg_trigger where tgrelid = 'yard.person'::regclass), 4, 'a column is followed once');
select is(pg_temp.outcome($$select files.follow_column('yard.person', 'name')$$), '22023 yard.person has no column name of type uuid, or is no table', 'not one of texts');
select pg_temp.own('1') as mine, pg_temp.own('1') as mine2, pg_temp.own('1') as mine3, pg_temp.own('2') as bobs, pg_temp.own('1') as badge \gset
set local role authenticated;
set local request.jwt.claims = :'alice';
select is(pg_temp.outcome(format('insert into yard.person values (1, ''a'', %L)', :'bobs')), 'PT404 ' || :'bobs', 'nobody gives away a file that is not his');
insert into yard.person values (1, 'a', :'mine', :'badge'), (2, 'b', :'mine', null), (3, 'c', :'mine2', null), (4, 'd', null, null);
select is(pg_temp.outcome(format('update yard.person set portrait = %L where id = 1', :'bobs')), 'PT404 ' || :'bobs', 'nor later');
set local request.jwt.claims = :'bob';
update yard.person set name = 'x', portrait = portrait;
reset role;
reset request.jwt.claims;
select is(pg_temp.state(:'mine'), '', 'as long as it is named it stays');
set local role authenticated;
set local request.jwt.claims = :'bob';
update yard.person set portrait = null where id = 1;
reset role;
select is(pg_temp.state(:'mine'), '', 'also if another row names it');
set local role authenticated;
update yard.person set portrait = :'bobs' where id = 2;
reset role;
select is(pg_temp.state(:'mine'), 'column_changed by 2', 'then it goes into the trash, whoever changes the row');
select is(pg_temp.state(:'bobs'), '', 'and its successor is there');
set local role authenticated;
delete from yard.person where id > 2;
reset role;
select is(pg_temp.state(:'mine2'), 'column_changed by 2', 'it goes with the row');
select is(pg_temp.state(:'badge'), '', 'what another column names is left alone');
reset request.jwt.claims;
insert into yard.person values (5, 'e', :'mine3');
truncate yard.person;
select is(pg_temp.state(:'mine3'), 'column_changed by role:' || session_user, 'TRUNCATE takes all along');
select files.unfollow_column('yard.person', 'portrait') \g /dev/null
select is((select count(*)::integer from pg_trigger where tgrelid = 'yard.person'::regclass), 0, 'it ends when it is asked to');
select * from finish();
rollback;
