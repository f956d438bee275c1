-- A file is uploaded before its entity's row is there, and given to it afterwards.
begin;
\ir fixtures.psql
select plan(25);
create temp table answer (n integer, file_id uuid);
grant all on answer to authenticated;
create function pg_temp.attach(n integer, entity_type text, entity_id text)
    returns text
    language plpgsql
as $$
begin
    return (files.attach_file((select a.file_id from answer a where a.n = attach.n), attach.entity_type, attach.entity_id)).entity_id;
exception
    when others then
        return sqlstate;
end
$$;

set local role authenticated;
set local request.jwt.claims = :'alice';
insert into answer
select n, (files.generate_upload_url(null, null, n || '.jpg', 'image/jpeg', 10)).file_id from generate_series(1, 4) n;
reset role;
select pg_temp.make_ready(file_id) from answer where n = 1;
create temp table before as select f.* from pgfiles.file f join answer a on a.file_id = f.id and a.n = 1;
grant select on before to authenticated;
insert into pgfiles.bucket (name, s3_bucket, exif_policy) values ('secrets', 'secrets', 'hide_gps');
insert into pgfiles.bucket (name, s3_bucket, allowed_types, max_bytes) values ('papers', 'papers', '{application/pdf}', 1000), ('stamps', 'stamps', '{image/*}', 9);
insert into pgfiles.entity_type (name, table_name) values ('paper', 'app.site'), ('stamp', 'app.site'), ('secret', 'app.site');
insert into pgfiles.bucket_route (entity_type, bucket) values ('paper', 'papers'), ('stamp', 'stamps'), ('secret', 'secrets');

-- It is nobody else's.
set local role authenticated;
set local request.jwt.claims = :'bob';
select is_empty('select from files.files', 'bob does not see a file of alice''s own');
select is(pg_temp.attach(1, 'site', :site), 'PT404', 'nor can he give it to a site');
set local request.jwt.claims = :'boss';
select is(pg_temp.attach(1, 'site', :site), 'PT404', 'nor can the admin, who sees it');
set local request.jwt.claims = :'carol';
select is(pg_temp.attach(1, 'site', :foreign_site), 'PT404', 'nor a stranger');

-- Alice gives it to a site that she may change.
set local request.jwt.claims = :'alice';
select is(pg_temp.attach(1, 'site', :foreign_site), 'PT404', 'not to one of another organization');
select is(pg_temp.attach(1, 'site', :archived_site), '42501', 'nor one that she may not change');
select is(pg_temp.attach(1, 'ship', '1'), '22023', 'nor one of no known kind');
select is(pg_temp.attach(1, null, null), '22023', 'nor to nothing');
select is(pg_temp.attach(1, 'site', null), '22023', 'nor to half of it');
select is(pg_temp.attach(9, 'site', :site), 'PT404', 'nor a file that is none');
select is(pg_temp.attach(1, 'paper', :site), 'PT415', 'nor to what takes no images');
select is(pg_temp.attach(1, 'stamp', :site), 'PT413', 'nor to what takes smaller ones');
select is(pg_temp.attach(1, 'secret', :site), '42501', 'nor to what hides where photos were taken, which her bucket does not');
reset role;
update pgfiles.bucket set exif_policy = 'strip' where name = 'main';
set local role authenticated;
select is(pg_temp.attach(3, 'secret', :site), :site, 'unless her bucket hides as much');
reset role;
update pgfiles.bucket set exif_policy = 'keep' where name = 'main';
set local role authenticated;
select is(pg_temp.attach(1, 'site', :site), :site, 'but to her own');
select is(pg_temp.attach(1, 'site', :site), :site, 'also twice');
select is(pg_temp.attach(1, 'site', :archived_site), 'PT409', 'though not to a second one');
select is(pg_temp.attach(2, 'site', :site), :site, 'a file without bytes, too');

set local request.jwt.claims = :'bob';
select results_eq('select id from files.files', 'select file_id from answer where n = 1', 'now bob sees what is ready');
select results_eq(
    'select f.s3_original_key, f.bucket, f.owner_id, f.status from files.files f', 'select s3_original_key collate "default", bucket, owner_id, status from before',
    'its key, bucket, owner and status are as before');
select matches(f.download_url, '/acme/_/_/', 'and so it is downloaded') from files.files f;

-- Behind the API the same holds.
set local request.jwt.claims = :'alice';
prepare smuggle as update pgfiles.file set entity_type = 'site', entity_id = '5eed0000-0000-4000-8000-000000000002' where entity_type is null;
select throws_ok('execute smuggle', '42501', null, 'no file is given to a site that may not be changed');
set local request.jwt.claims = :'boss';
prepare take_away as update pgfiles.file set entity_type = null, entity_id = null;
select throws_ok('execute take_away', '42501', null, 'none is taken away from one');
reset role;
select is((select count(*)::integer from pgfiles.file where entity_id = :site), 3, 'all are where they were');
select is((select count(*)::integer from pgfiles.logged_action where action = 'attach_file'), 3, 'and each gift was written down');

select * from finish();
rollback;
