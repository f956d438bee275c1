-- A file is deleted, restored and purged; who may, and what of it can still be seen.
begin;
\ir fixtures.psql
select plan(84);
create temp table item (name text, file_id uuid);
grant all on item to public;
create function pg_temp.id(name text) returns uuid language sql return (select i.file_id from item i where i.name = id.name);
create function pg_temp.delete(name text) returns text language sql
    return pg_temp.result_of(format('(files.delete_file(%L)).file_name', pg_temp.id(name)));
create function pg_temp.restore(name text) returns text language sql
    return pg_temp.result_of(format('(files.restore_file(%L)).status', pg_temp.id(name)));
create function pg_temp.purge(name text) returns text language sql
    return pg_temp.result_of(format($$coalesce(error ->> 'code', 'gone') from files.purge_files(array[%L]::uuid[])$$, pg_temp.id(name)));

set local role authenticated;
set local request.jwt.claims = :'alice';
insert into item select n, (files.generate_upload_url('site', :site, n || '.jpg', 'image/jpeg', 10)).file_id from unnest('{a,b,c}'::text[]) n;
insert into item select 'own', (files.generate_upload_url(null, null, 'own.jpg', 'image/jpeg', 10)).file_id;
insert into item select 'pending', (files.generate_upload_url('site', :site, 'pending.jpg', 'image/jpeg', 10)).file_id;
insert into item select 'parts', (files.create_multipart_upload('site', :site, 'parts.jpg', 'image/jpeg', 9000000)).file_id;
insert into item select 'form', (files.generate_upload_form('site', :site, 'form.jpg', 'image/jpeg')).file_id;
set local request.jwt.claims = :'carol';
insert into item select 'foreign', (files.generate_upload_url(null, null, 'foreign.jpg', 'image/jpeg', 10)).file_id;
reset role;
select pg_temp.make_ready(file_id) from item where name in ('a', 'b', 'c', 'own', 'foreign');
delete from pgfiles.doomed_object;
update pgfiles.entity_type set may_delete = 'uploader' where name = 'site';

-- --- who may delete ----------------------------------------------------------------------------------
set local role authenticated;
set local request.jwt.claims = :'bob';
select is(pg_temp.delete('a'), '42501', 'bob may change the site, and yet not delete alice''s file where only uploaders may');
select is(pg_temp.delete('own'), 'PT404', 'and what he does not see is not there');
set local request.jwt.claims = :'carol';
select is(pg_temp.delete('a'), 'PT404', 'nor is it for a stranger');
set local request.jwt.claims = :'nobody';
select is(pg_temp.delete('a'), 'PT404', 'nor for somebody without a name');
select is(pg_temp.result_of('files.delete_file()'), 'PT404', 'nothing is no file');
reset role;
update pgfiles.entity_type set may_delete = 'editors' where name = 'site';
set local role authenticated;
set local request.jwt.claims = :'bob';
select is(pg_temp.delete('a'), 'a.jpg', 'whoever may change the site may where editors may');
select is(pg_temp.delete('a'), 'a.jpg', 'and once more does no harm');
reset role;
create policy nobody_changes on app.site as restrictive for update using (false);
set local role authenticated;
select is(pg_temp.delete('b'), '42501', 'but not who only sees it');
reset role;
drop policy nobody_changes on app.site;
set local role authenticated;
set local request.jwt.claims = :'alice';
select is(pg_temp.delete('b'), 'b.jpg', 'the uploader may');
set local request.jwt.claims = :'boss';
select is(pg_temp.delete('own'), 'own.jpg', 'and an admin');
reset role;
select results_eq('select i.name, f.deleted_by, f.deletion_cause, f.deleted_at = now(), f.purge_at - f.deleted_at from pgfiles.file f join item i on i.file_id = f.id
    where f.deleted_at is not null order by 1',
    $$values ('a', '2', 'deleted', true, interval '35 days'), ('b', '1', 'deleted', true, interval '35 days'), ('own', '9', 'deleted', true, interval '35 days')$$,
    'it is written down who did it');
select results_eq($$select action, user_id, cardinality(file_ids) from pgfiles.logged_action where action = 'delete_file' order by id$$,
    $$values ('delete_file', '2', 1), ('delete_file', '2', 1), ('delete_file', '1', 1), ('delete_file', '9', 1)$$, 'also in the audit');
select is_empty('select from pgfiles.doomed_object', 'in the store everything stays');

-- --- where a deleted file is not any more --------------------------------------------------------------
set local role authenticated;
set local request.jwt.claims = :'alice';
select is((select string_agg(file_name, ' ' order by file_name) from files.files), 'c.jpg form.jpg parts.jpg pending.jpg', 'it is in no list');
select is(pg_temp.result_of(format('(files.generate_download_url(%L)).url', pg_temp.id('a'))), 'PT404', 'it is not signed');
select is(pg_temp.result_of(format('(files.generate_download_url(%L, ''thumbnail_small'')).url', pg_temp.id('a'))), 'PT404', 'nor are its thumbnails');
select is((select error ->> 'code' from files.generate_download_urls(array[pg_temp.id('a')])), 'PT404', 'nor among many');
reset role;
select is_empty(format('select from pgfiles.sign_downloads(array[%L]::uuid[], array[''original''], 60)', pg_temp.id('a')), 'nor behind the API, even for a DBA');
select is(pgfiles.url_of_key((select s3_original_key from pgfiles.file where id = pg_temp.id('a'))), null, 'nor by its key');
select pgfiles.refresh_signing_keys() \g /dev/null
set local role authenticated;
select is_empty($$select from files.search_files(query => 'a.jpg')$$, 'it is not found by its name');
select is_empty(format('select from files.find_similar(%L) where id = %L', pg_temp.id('c'), pg_temp.id('a')), 'nor by its looks');
select is(pg_temp.result_of(format('files.find_similar(%L)', pg_temp.id('a'))), 'PT404', 'nor is anything like it');
select is(pg_temp.result_of(format('files.attach_file(%L, ''site'', %L)', pg_temp.id('own'), :site)), 'PT404', 'it is given to nobody');
select is(pg_temp.result_of(format('files.set_focal_point(%L, 0, 0)', pg_temp.id('a'))), 'PT404', 'nor changed');
select is((select error ->> 'code' from files.confirm_uploads(array[pg_temp.id('a')])), 'PT404', 'nor confirmed');
set local request.jwt.claims = :'boss';
select is((select error ->> 'code' from files.release_files(array[pg_temp.id('a')])), 'PT404', 'nor released');
reset role;
reset request.jwt.claims;
select is(files.reread_exif(array[pg_temp.id('a')]), 0::bigint, 'nor read anew');
update pgfiles.variant_spec set width = width + 1 where name = 'thumbnail_small';
select is((select array_agg(i.name order by i.name) from pgfiles.job j join item i using (file_id) where j.kind = 'make_variants'), '{c,foreign}', 'new thumbnails are not made of it');
-- An upload that was under way.
set local role authenticated;
set local request.jwt.claims = :'alice';
select is(pg_temp.delete(n), n || '.jpg', n || ': an upload is given up like this') from unnest('{pending,parts,form}'::text[]) n;
select is(pg_temp.result_of(format('files.confirm_upload(%L)', pg_temp.id('pending'))), 'PT404', 'it is not confirmed');
select is(pg_temp.result_of(format('files.renew_upload(%L)', pg_temp.id('pending'))), 'PT404', 'nor renewed');
select is(pg_temp.result_of(format('files.sign_part(%L, ''x'', 1)', pg_temp.id('parts'))), 'PT404', 'no part is signed');
select is_empty(format('select from pgfiles.sign_uploads(array[%L]::uuid[], 60)', pg_temp.id('pending')), 'no URL to write it');
select is(pg_temp.restore('pending'), 'pending', 'until it is restored');
select is(pg_temp.result_of(format('(files.confirm_upload(%L)).status', pg_temp.id('pending'))), 'uploaded', 'as if nothing had been');

-- --- the trash -----------------------------------------------------------------------------------------
select is((select string_agg(file_name, ' ' order by file_name) from files.deleted_files), 'a.jpg b.jpg form.jpg own.jpg parts.jpg', 'who uploaded finds all that was deleted, by whomever');
set local request.jwt.claims = :'bob';
select is((select string_agg(file_name, ' ' order by file_name) from files.deleted_files), 'a.jpg', 'a colleague what he has deleted');
set local request.jwt.claims = :'boss';
select is((select count(*)::integer from files.deleted_files), 5, 'an admin everything');
set local request.jwt.claims = :'carol';
select is_empty('select from files.deleted_files', 'a stranger nothing');
select is(pg_temp.restore('a'), 'PT404', 'nor does he restore it');

set local request.jwt.claims = :'bob';
select is(pg_temp.restore('b'), 'PT404', 'a colleague does not restore what somebody else has deleted');
select is(pg_temp.restore('a'), 'ready', 'but what he has');
select is(pg_temp.restore('a'), 'ready', 'and once more does no harm');
select is(pg_temp.restore('c'), 'ready', 'nor for a file that was not deleted');
select isnt((select f.download_url from files.files f where id = pg_temp.id('a')), null, 'it is signed again');
reset role;
select is((select (deleted_at, deleted_by, deletion_cause, purge_at) is null from pgfiles.file where id = pg_temp.id('a')), true, 'nothing says that it was there');
select isnt_empty(format($$select from pgfiles.job where kind = 'make_variants' and file_id = %L$$, pg_temp.id('a')), 'what was changed of thumbnails meanwhile is made up for');
-- Behind the API.
set local role authenticated;
set local request.jwt.claims = :'bob';
prepare take_own as update pgfiles.file set deleted_at = null where id = pg_temp.id('own');
select lives_ok('execute take_own', 'nothing is found that is in the trash');
set local request.jwt.claims = :'alice';
prepare restore_behind as update pgfiles.file set deleted_at = null where deleted_at is not null;
select lives_ok('execute restore_behind', 'nor by its uploader');
select is((select count(*)::integer from files.deleted_files), 4, 'it stays there');
update pgfiles.file set deleted_at = '2000-01-01' where id = pg_temp.id('c');
select is((select deleted_at = now() from files.deleted_files where id = pg_temp.id('c')), true, 'the moment is nobody''s to choose');
select pg_temp.restore('c') \g /dev/null
select throws_ok(format('update pgfiles.file set deleted_at = now(), entity_type = ''site'', entity_id = %L where id = %L', :archived_site, pg_temp.id('c')), '42501', null,
    'nobody moves a file while he deletes it');
reset role;
insert into app.site (id, organization_id, name) values ('5eed0000-0000-4000-8000-000000000077', 'acme', 'Another');
set local role authenticated;
select throws_ok(format('update pgfiles.file set entity_id = ''5eed0000-0000-4000-8000-000000000077'' where id = %L', pg_temp.id('c')), '42501', null,
    'nor another time, to another site of hers');
set local request.jwt.claims = :'bob';
select throws_ok(format('update pgfiles.file set entity_id = %L where id = %L', :archived_site, pg_temp.id('c')), '42501', null, 'who may delete a file may not move it');

-- --- many -------------------------------------------------------------------------------------------------
set local request.jwt.claims = :'bob';
select results_eq(format('select item, purge_at is not null, error ->> ''code'' from files.delete_files(array[%L, %L, null, %L]::uuid[])',
        pg_temp.id('a'), pg_temp.id('own'), pg_temp.id('foreign')),
    $$values (1::bigint, true, null), (2, false, 'PT404'), (3, false, 'PT404'), (4, false, 'PT404')$$, 'each has its own answer');
select results_eq(format('select item, status, error ->> ''code'' from files.restore_files(array[%L, %L, %L]::uuid[])', pg_temp.id('b'), pg_temp.id('a'), pg_temp.id('foreign')),
    $$values (1::bigint, null, 'PT404'), (2, 'ready', null), (3, null, 'PT404')$$, 'when they are restored, too');
select is(pg_temp.result_of(format('files.delete_entity_files(''site'', upper(%L))', :site)), '3', 'all files of a site that he sees: a, c and the one that waits for a worker');
select is(pg_temp.result_of(format('files.delete_entity_files(''site'', %L)', :site)), '0', 'then there are none');
select is(pg_temp.result_of('files.delete_entity_files(''site'')'), '22023', 'which site must be said');
select is(pg_temp.result_of(format('files.restore_entity_files(''site'', %L)', :site)), '3', 'they come back together');
select is(pg_temp.result_of('files.restore_entity_files()'), '22023', 'here as well');

-- --- for good ---------------------------------------------------------------------------------------------
set local request.jwt.claims = :'alice';
select is(pg_temp.purge('b'), '42501', 'the uploader does not purge');
set local request.jwt.claims = :'boss';
select is(pg_temp.purge('foreign'), 'PT404', 'nor an admin of others');
reset role;
update pgfiles.file set is_held = true where id = pg_temp.id('b');
set local role authenticated;
select is(pg_temp.purge('b'), 'PT423', 'nor anybody what is under a hold');
reset role;
update pgfiles.file set is_held = false, uploaded_at = now() - interval '3 hours' where id = pg_temp.id('b');
set local role authenticated;
select is(pg_temp.purge('b'), 'gone', 'an admin does');
select is(pg_temp.restore('b'), 'PT404', 'then it is not restored');
reset role;
select results_eq('select count(*)::integer, bool_and(delete_at <= now()), bool_and(file_row is null) from pgfiles.doomed_object where file_id = pg_temp.id(''b'')',
    'values (2, true, true)', 'its objects go at once, and nothing of its row is kept');
select results_eq($$select old_row ->> 'file_name', old_row ? 'exif' from pgfiles.logged_action where action = 'delete' and row_id = pg_temp.id('b')::text$$,
    $$values ('b.jpg', false)$$, 'the audit keeps its name, and no EXIF');
-- By time.
update pgfiles.file set purge_at = now() where id in (pg_temp.id('own'), pg_temp.id('parts'));
update pgfiles.file set is_held = true where id = pg_temp.id('own');
select is(pgfiles.purge_trash(), 1::bigint, 'what is due goes, and not what is held');
select is((select array_agg(i.name order by i.name) from pgfiles.file f join item i on i.file_id = f.id where deleted_at is not null), '{form,own}', 'the rest stays');

update pgfiles.file set purge_at = now() - interval '2 days' where id = pg_temp.id('form');
select matches((select level || ' ' || finding from files.doctor() where subject = 'trash'), '^warning overdue since ', 'that nobody empties it, the doctor says');

update pgfiles.file set purge_at = now(), is_held = false where id = pg_temp.id('own');
select pgfiles.purge_trash() \g /dev/null
select pgfiles.rescue_files(array[pg_temp.id('own')]) \g /dev/null
select is((select is_deleted from pgfiles.file where id = pg_temp.id('own')), false, 'what a DBA rescues from there is in no trash');

-- --- without a trash, and quotas ----------------------------------------------------------------------------
insert into pgfiles.setting values ('trash_retention', '0 days');
set local role authenticated;
set local request.jwt.claims = :'alice';
select is(pg_temp.delete('a'), 'a.jpg', 'where there is no trash');
reset role;
select is_empty(format('select from pgfiles.file where id = %L', pg_temp.id('a')), 'a file is gone at once');
select isnt_empty(format('select from pgfiles.rescue_files(array[%L]::uuid[])', pg_temp.id('a')), 'and yet can be rescued');
delete from pgfiles.setting where name = 'trash_retention';

-- Without counting what is in it.
insert into pgfiles.quota (organization_id, max_bytes) values ('tight', 100);
create temp table fits (id uuid);
grant all on fits to public;
set local role authenticated;
set local request.jwt.claims = '{"role":"authenticated","user":{"organization_id":"tight","user_id":"1"}}';
insert into fits select (files.generate_upload_url(null, null, 'a.jpg', 'image/jpeg', 60)).file_id;
select files.delete_file(id) from fits \g /dev/null
select is(pg_temp.result_of($$files.generate_upload_url(null, null, 'b.jpg', 'image/jpeg', 60)$$), 'PT413', 'what is in the trash counts');
reset role;
insert into pgfiles.setting values ('quota_counts_trash', 'off');
select pgfiles.recount_quota() \g /dev/null
set local role authenticated;
select isnt(pg_temp.result_of($$files.generate_upload_url(null, null, 'b.jpg', 'image/jpeg', 60)$$), 'PT413', 'unless it is said not to');
select is(pg_temp.result_of('(files.restore_file((select id from fits))).id'), 'PT413', 'then what is restored has to fit');
select is((select used_bytes from files.organization_usage), 60::bigint, 'only what is outside counts');
reset role;
reset request.jwt.claims;
select is_empty('select from pgfiles.recount_quota()', 'and is what there is');

-- --- nobody forgets it -----------------------------------------------------------------------------------------
-- What reads files says what it does with those in the trash, or is here.
create temp table whatever (name text, reason text);
insert into whatever values
    ('bury_overdue_jobs', 'processing goes on'),
    ('claim_jobs', 'processing goes on'), ('describe_jobs', 'processing goes on'),
    ('enter_hook', 'processing goes on'),
    ('fill_waiting_location', 'processing goes on'), ('finish_exif', 'processing goes on'), ('finish_file', 'processing goes on'),
    ('finish_jobs', 'processing goes on'), ('finish_variants', 'processing goes on'), ('fill_hook', 'a name'), ('hook_problem', 'a name'),
    ('lock_files_of_jobs', 'processing goes on'), ('mark_arrived', 'an upload may end in the trash'), ('put_back_jobs', 'processing goes on'),
    ('retry_jobs', 'processing goes on'), ('save_findings', 'processing goes on'), ('stuck', 'processing goes on'),
    ('confirm_pending', 'an upload may end in the trash'), ('abandon_uploads', 'or be given up there'), ('spare_uploads', 'or come back'),
    ('check_new_files', 'new ones'), ('create_files', 'new ones'), ('generate_upload_form', 'new ones'),
    ('close_branch', 'all of a bucket'), ('copy_findings', 'whether there is one'), ('entity_type_findings', 'whether there is one'),
    ('api_findings', 'a name'), ('stuck_findings', 'processing goes on'), ('worker_findings', 'processing goes on'),
    ('disk_findings', 'bytes on the disk'), ('log_change', 'a name'), ('log_deleted_files', 'rows that go'),
    ('move_moments_after', 'a column of all rows'), ('open_column_url', 'keys of rows that were seen'), ('purge_due', 'what is due'),
    ('refuse_change', 'a name'), ('refuse_drop', 'whether there is one'), ('refuse_truncate', 'whether there is one'),
    ('rename_organization', 'all of an organization'), ('drop_entity_files', 'files that were found by others'),
    ('doom_deleted_file', 'rows that go'), ('doom_results', 'objects'),
    ('needed_objects', 'objects are needed in the trash, too'), ('rescue_files', 'as they were'),
    ('rescued_row', 'as they were'), ('attach_items', 'finds them by files.files'),
    ('delete_items', 'the trash itself'), ('mark_purged', 'from the trash or not'), ('purge_items', 'from the trash or not'),
    ('count_holds', 'also in the trash'), ('enter_hold', 'also in the trash'), ('move_entity_files', 'also in the trash'), ('lock_files', 'who has found them knows'), ('recount_quota', 'as charged_bytes says');
create temp view reader as
    select p.proname::text as name, p.prosrc || coalesce(pg_get_function_sqlbody(p.oid), '') as source
    from pg_proc p
    where p.pronamespace in ('pgfiles'::regnamespace, 'files'::regnamespace)
    union all
    select c.relname, pg_get_viewdef(c.oid)
    from pg_class c
    where c.relkind = 'v' and c.relnamespace in ('pgfiles'::regnamespace, 'files'::regnamespace);
select is_empty($$select name from reader where source ~ '\mpgfiles\.file\M' and source !~ '\m(deleted_at|is_deleted)\M' except select name from whatever$$,
    'whoever reads files says what he does with those in the trash');
select is_empty($$select name from whatever except select name from reader where source ~ '\mpgfiles\.file\M'$$, 'and who is excused is there');

select * from finish();
rollback;
