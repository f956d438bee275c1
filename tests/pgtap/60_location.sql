-- A photo's place goes to the entity: only if the uploader consents, only where there is none, and by the rules of the entity's table.
begin;
\ir fixtures.psql
select plan(39);

update pgfiles.entity_type set latitude_column = 'latitude', longitude_column = 'longitude' where name = 'site';
create function pg_temp.finish(file_id uuid, latitude double precision default 46.5, longitude double precision default 7.9)
    returns void
    language sql
as $$
    select pgfiles.mark_uploaded(array[file_id]);
    select pgfiles.finish_job(jsonb_build_object(
        'job_id', (select j.id from pgfiles.job j where j.file_id = finish.file_id), 'outcome', 'ready',
        'exif', jsonb_build_object('latitude', latitude, 'longitude', longitude)))
$$;
-- Alice uploads a photo of an entity, and the worker is done with it.
create function pg_temp.photo_of(entity_type text, entity_id text, use_location boolean, latitude double precision default 46.5)
    returns pgfiles.file
    language plpgsql
as $$
declare
    v_id uuid;
    v_file pgfiles.file;
begin
    set local role authenticated;
    v_id := (files.generate_upload_url(entity_type, entity_id, 'p.jpg', 'image/jpeg', 5, use_location => use_location)).file_id;
    reset role;
    perform pg_temp.finish(v_id, latitude);
    select f.* into v_file from pgfiles.file f where f.id = v_id;
    return v_file;
end
$$;
set local request.jwt.claims = :'alice';
create temp view north as select latitude, longitude from app.site where id = :site;

-- Consent.
select is((pg_temp.photo_of('site', :site, false)).status, 'ready', 'a photo with a place, without consent');
select results_eq('table north', 'values (null::double precision, null::double precision)', 'leaves the site as it is');
select is((pg_temp.photo_of('site', :site, true, null)).status, 'ready', 'one without a place');
select results_eq('table north', 'values (null::double precision, null::double precision)', 'has none to give');
select is((pg_temp.photo_of('site', :site, true)).status_detail, null, 'one with a place and with consent');
select results_eq('table north', 'values (46.5::double precision, 7.9::double precision)', 'gives it to the site');

-- Never over what is there.
select is((pg_temp.photo_of('site', :site, true, 10)).status, 'ready', 'a second photo');
select results_eq('table north', 'values (46.5::double precision, 7.9::double precision)', 'changes nothing');
update app.site set latitude = 47 where id = :site;
select is((pg_temp.photo_of('site', :site, true, 10)).status, 'ready', 'nor does one after a correction by hand');
select results_eq('table north', 'values (47::double precision, 7.9::double precision)', 'which stays');
update app.site set latitude = null where id = :site;
select is((pg_temp.photo_of('site', :site, true, 10)).status, 'ready', 'half a place');
select results_eq('table north', 'values (null::double precision, 7.9::double precision)', 'is not filled up by another photo''s');
update app.site set latitude = null, longitude = null;

-- Every kind of upload asks; the others do not know it.
set local role authenticated;
select throws_ok(format($$select files.generate_upload_url('site', %L, 'p.jpg', 'image/jpeg', 5, use_location => true)$$, :archived_site),
    '42501', 'Not allowed', 'who may not change the site may not place it either');
select lives_ok($$select files.generate_upload_url(null, null, 'p.jpg', 'image/jpeg', 5, use_location => true)$$, 'a file of one''s own has nothing to place');
create temp table upload as
select 'form' as kind, (files.generate_upload_form('site', :site, 'form.jpg', 'image/jpeg', use_location => true)).file_id
union all
select 'parts', (files.create_multipart_upload('site', :site, 'parts.jpg', 'image/jpeg', 5, use_location => true)).file_id
union all
select 'batch ' || item, file_id from files.generate_upload_urls(jsonb_build_array(
    jsonb_build_object('entity_type', 'site', 'entity_id', :site, 'file_name', 'b.jpg', 'file_type', 'image/jpeg', 'file_size', 5, 'use_location', true),
    jsonb_build_object('entity_type', 'site', 'entity_id', :site, 'file_name', 'b.jpg', 'file_type', 'image/jpeg', 'file_size', 5)));
reset role;
select results_eq('select u.kind, f.use_location from upload u join pgfiles.file f on f.id = u.file_id order by 1',
    $$values ('batch 1', true), ('batch 2', false), ('form', true), ('parts', true)$$, 'every way to upload takes the consent');

-- The right to the columns.
revoke update on app.site from authenticated;
grant update (name) on app.site to authenticated;
set local role authenticated;
select throws_ok(format($$select files.generate_upload_url('site', %L, 'p.jpg', 'image/jpeg', 5, use_location => true)$$, :site),
    '42501', 'Not allowed', 'who may not update the columns cannot consent');
select lives_ok(format($$select files.generate_upload_url('site', %L, 'p.jpg', 'image/jpeg', 5)$$, :site), 'but upload');
reset role;
grant update on app.site to authenticated;

-- A function that decides who adds files does not decide who changes the row.
create function app.anyone(entity_id text) returns boolean language sql as 'select true';
grant execute on function app.anyone(text) to authenticated;
update pgfiles.entity_type set edit_function = 'app.anyone' where name = 'site';
set local role authenticated;
select lives_ok(format($$select files.generate_upload_url('site', %L, 'p.jpg', 'image/jpeg', 5)$$, :archived_site), 'with a rule of its own, a site may take files');
select throws_ok(format($$select files.generate_upload_url('site', %L, 'p.jpg', 'image/jpeg', 5, use_location => true)$$, :archived_site),
    '42501', 'Not allowed', 'but no place from who may not change it');
reset role;
update pgfiles.entity_type set edit_function = null where name = 'site';

-- The application's own rules hold, and are no fault of the file.
alter table app.site add constraint site_is_in_the_south check (latitude < 0);
select results_eq(format($$select status, status_detail ~ 'location of its site could not be set: .*site_is_in_the_south' from pg_temp.photo_of('site', %L, true)$$, :site),
    $$values ('ready', true)$$, 'what the table refuses is noted');
select results_eq('table north', 'values (null::double precision, null::double precision)', 'and not done');
alter table app.site drop constraint site_is_in_the_south;

-- Out of quarantine.
update pgfiles.file set status = 'rejected', status_reason = 'quarantined', latitude = 46.5, longitude = 7.9
where id = (select file_id from upload where kind = 'form');
set local role authenticated;
set local request.jwt.claims = :'boss';
select is((files.release_file(file_id)).status, 'ready', 'a file that is released') from upload where kind = 'form';
reset role;
select results_eq('table north', 'values (46.5::double precision, 7.9::double precision)', 'then gives its place');
set local request.jwt.claims = :'alice';

-- One column of type point.
create table app.pin (id integer primary key, place point);
grant select, update on app.pin to authenticated;
insert into app.pin values (1), (2);
insert into pgfiles.entity_type (name, table_name, location_column) values ('pin', 'app.pin', 'place');
select is((pg_temp.photo_of('pin', '1', true)).status_detail, null, 'a location may be one column');
select is(place::text, '(7.9,46.5)', 'of type point: longitude, latitude') from app.pin where id = 1;
select is((select place from app.pin where id = 2)::text, null, 'only of that row');
select is((pg_temp.photo_of('pin', '1', true, 10)).status, 'ready', 'a second photo');
select is(place::text, '(7.9,46.5)', 'changes nothing') from app.pin where id = 1;
delete from app.pin where id = 2;

-- Configuration that cannot be.
select throws_ok($$update pgfiles.entity_type set location_column = 'id' where name = 'pin'$$, '22023', 'Invalid argument', 'a column of another type is none');
select throws_ok($$update pgfiles.entity_type set location_column = 'nowhere' where name = 'pin'$$, '22023', 'Invalid argument', 'nor one that is not there');
select throws_ok($$update pgfiles.entity_type set latitude_column = 'id' where name = 'pin'$$, '22023', 'Invalid argument', 'half a pair is none');

-- PostGIS, where there is one.
select set_config('test.postgis', (count(*) > 0)::text, true) as has_postgis from pg_available_extensions where name = 'postgis' \gset
\if :has_postgis
    create extension postgis;
    create table app.map (id integer primary key, place geometry(Point, 4326), spot geography(Point), grid geometry(Point, 3857));
    grant select, update on app.map to authenticated;
    insert into app.map values (1);
    insert into pgfiles.entity_type (name, table_name, location_column) values ('map', 'app.map', 'place'), ('spot', 'app.map', 'spot'), ('grid', 'app.map', 'grid');
    select is((pg_temp.photo_of('map', '1', true)).status_detail, null, 'PostGIS: a geometry');
    select is((pg_temp.photo_of('spot', '1', true)).status_detail, null, 'a geography');
    select matches((pg_temp.photo_of('grid', '1', true)).status_detail, 'SRID', 'of another reference system is noted');
    select results_eq('select st_astext(place), st_astext(spot) from app.map', $$values ('POINT(7.9 46.5)', 'POINT(7.9 46.5)')$$, 'both have the place');
\else
    select skip('no PostGIS on this server: geometry and geography are not tested', 4);
\endif

-- What code of a stranger has put off to the commit must not run as the owner of another table: whose turn is in a transaction of its own.
create role code_owner nologin;
select pgfiles.enter_code_of('code_owner');
insert into app.pin values (3);
select is((pg_temp.photo_of('pin', '3', true)).status, 'ready', 'after code of a stranger in the same transaction');
select is(place::text, null, 'a place is not set') from app.pin where id = 3;
select is((select count(*)::integer from pgfiles.waiting_location), 1, 'but waits for the next one');
select lives_ok($$select pgfiles.enter_code_of('code_owner')$$, 'more of the same stranger''s may run');

select * from finish();
rollback;
