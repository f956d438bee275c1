-- Uploads that nobody confirms are given up, what may have come of them goes, and in the end a line of history is left.
begin;
\ir fixtures.psql
select plan(63);

create temp table upload (name text primary key, id uuid, key text);
grant select on upload to authenticated;
-- A pending upload that was asked for so long ago; in parts: signed for so long ago, and its id told by the client or not.
create function pg_temp.new_upload(name text, age interval, method text default 'put', upload_id text default null, owner text default '1',
    organization text default 'acme')
    returns uuid
    language plpgsql
as $$
declare
    v_file pgfiles.file;
begin
    insert into pgfiles.file (organization_id, owner_id, file_name, file_type, file_size, form_max_size, bucket, upload_method, created_at)
    values (organization, owner, name || '.jpg', 'image/jpeg', case when method <> 'form' then 1000 end, case when method = 'form' then 1000 end,
        'main', method, now() - age)
    returning * into v_file;
    if method = 'multipart' then
        insert into pgfiles.multipart_upload (file_id, upload_id, part_size, part_count, created_at, last_activity_at)
        values (v_file.id, new_upload.upload_id, 5242880, 2, now() - interval '60 hours', now() - age);
    end if;
    insert into upload values (name, v_file.id, v_file.s3_original_key);
    return v_file.id;
end
$$;
create function pg_temp.id(name text) returns uuid language sql as 'select u.id from upload u where u.name = id.name';
create function pg_temp.statuses()
    returns table (name text, status text)
    language sql
as $$
    select u.name, concat_ws(' ', f.status, f.status_reason) from upload u left join pgfiles.file f on f.id = u.id order by 1
$$;
create function pg_temp.doomed(name text)
    returns table (cause text, object text, due interval)
    language sql
as $$
    select d.cause, regexp_replace(d.s3_key, '^.*/', '') || coalesce('?' || d.upload_id, ''), date_trunc('hour', d.delete_at - now())
    from pgfiles.doomed_object d
    where d.file_id = pg_temp.id(name)
    order by d.s3_key collate "C", coalesce(d.upload_id, '') collate "C"
$$;
create function pg_temp.lease(is_held boolean)
    returns void
    language plpgsql
as $$
begin
    execute format('create or replace function pgfiles.holds_lease(bucket text, for_at_least interval default ''0'') returns boolean
        language sql stable set search_path = pg_catalog, pg_temp as ''select %s''', is_held::text);
end
$$;
delete from pgfiles.doomed_object;
delete from pgfiles.multipart_upload;
select pgfiles.abandon_uploads() \g /dev/null
select pgfiles.archive_uploads() \g /dev/null
delete from pgfiles.upload_archive;
delete from pgfiles.doomed_object;

-- A URL lives for an hour, and then a day has to pass.
select pg_temp.new_upload('put', interval '25 hours 1 minute'), pg_temp.new_upload('form', interval '26 hours', 'form'),
    pg_temp.new_upload('unsized', interval '26 hours', 'unsized_put'), pg_temp.new_upload('young', interval '24 hours 59 minutes'),
    pg_temp.new_upload('renewed', interval '9 days'), pg_temp.new_upload('confirmed', interval '9 days'),
    pg_temp.new_upload('early', interval '9 days'), pg_temp.new_upload('ready', interval '9 days') \g /dev/null
update pgfiles.file set renewed_at = now() - interval '24 hours' where id = pg_temp.id('renewed');
update pgfiles.file set status = 'uploaded', uploaded_at = now() where id in (pg_temp.id('confirmed'), pg_temp.id('early'));
update pgfiles.file set status = 'rejected', status_reason = 'object_missing', processed_at = now() where id = pg_temp.id('early');
select pg_temp.make_ready(pg_temp.id('ready')) \g /dev/null
-- In parts each signing counts. Those of which nothing is to come may have left something.
select pg_temp.new_upload('parts', interval '25 hours', 'multipart', 'abc'), pg_temp.new_upload('untold', interval '25 hours', 'multipart'),
    pg_temp.new_upload('living', interval '20 hours', 'multipart', 'def'), pg_temp.new_upload('too_soon', interval '25 hours', 'multipart', 'ghi'),
    pg_temp.new_upload('done', interval '25 hours', 'multipart', 'jkl'), pg_temp.new_upload('working', interval '25 hours', 'multipart', 'mno') \g /dev/null
update pgfiles.file set status = 'uploaded', uploaded_at = now() where id in (pg_temp.id('too_soon'), pg_temp.id('working'));
update pgfiles.file set status = 'rejected', status_reason = 'object_missing', processed_at = now() where id = pg_temp.id('too_soon');
select pg_temp.make_ready(pg_temp.id('done')) \g /dev/null
-- What the server makes.
select pg_temp.new_upload('archive', interval '9 days', 'archive'), pg_temp.new_upload('left_archive', interval '9 days', 'archive') \g /dev/null
insert into pgfiles.job (kind, file_id, run_at) values ('make_archive', pg_temp.id('archive'), now());

create function pg_temp.used() returns bigint language sql as $$
    select coalesce(sum(bytes), 0)::bigint from pgfiles.quota_usage where organization_id = 'acme' and owner_id = ''
$$;
select pg_temp.used() as used \gset

-- A database without the lease does not know what the one that has it was told.
create temp table leases as table pgfiles.bucket_lease;
delete from pgfiles.bucket_lease;
select is(pgfiles.abandon_uploads(), 0::bigint, 'without the lease of the bucket nothing is given up');
insert into pgfiles.bucket_lease select * from leases;
select is(pgfiles.abandon_uploads(), 8::bigint, 'with it all that is due');
select results_eq('select * from pg_temp.statuses()', $$values
    ('archive', 'pending'), ('confirmed', 'uploaded'), ('done', 'ready'), ('early', 'rejected object_missing'), ('form', 'rejected abandoned'),
    ('left_archive', 'rejected abandoned'), ('living', 'pending'), ('parts', 'rejected abandoned'), ('put', 'rejected abandoned'), ('ready', 'ready'),
    ('renewed', 'pending'), ('too_soon', 'rejected abandoned'), ('unsized', 'rejected abandoned'), ('untold', 'rejected abandoned'),
    ('working', 'uploaded'), ('young', 'pending')$$,
    'and nothing else: not what was renewed, is signed for, was confirmed, or is being made');
select is(pgfiles.abandon_uploads(), 0::bigint, 'once');
select is(pg_temp.used(), (:used - 5 * 1000 - 52428800)::bigint, 'their room is free again: of a form, whose size is not known, what the bucket takes');
select is((select status_detail from pgfiles.file where id = pg_temp.id('put')), 'not confirmed within 1 day', 'their owners are told how long was waited');
select isnt((select processed_at from pgfiles.file where id = pg_temp.id('put')), null, 'and when they were given up');

-- What may be in the store.
select results_eq($$select * from pg_temp.doomed('put')$$, $$values ('abandoned', 'original.jpg', interval '1 day 1 hour')$$,
    'the object goes a day after the last URL can have ended');
select results_eq($$select * from pg_temp.doomed('parts')$$, $$values ('abandoned', 'original.jpg', interval '2 days'),
    ('abandoned', 'original.jpg?*', interval '2 days'), ('abandoned', 'original.jpg?abc', interval '2 days')$$,
    'in parts: also the upload that the client told of, and those of which it did not tell');
select results_eq($$select object from pg_temp.doomed('untold')$$, $$values ('original.jpg'), ('original.jpg?*')$$, 'even if it told of none');
select results_eq($$select object from pg_temp.doomed('too_soon')$$, $$values ('original.jpg'), ('original.jpg?*'), ('original.jpg?ghi')$$,
    'or confirmed before it had put them together');
select results_eq($$select cause, object from pg_temp.doomed('done')$$, $$values ('left', 'original.jpg?*')$$,
    'of a file that is ready only what was not put together');
select is_empty($$select from pg_temp.doomed('working')$$, 'nothing of one that a worker has still to look at');
select is_empty($$select from pg_temp.doomed('living')$$, 'or that is signed for');
select set_eq('select name from pgfiles.multipart_upload m join upload u on u.id = m.file_id', $$values ('living'), ('working')$$,
    'what is under way in parts, and no more, is looked at again');

-- Settings.
insert into pgfiles.setting values ('upload_abandoned_after', '1 hour');
select is(pgfiles.abandon_uploads(), 2::bigint, 'with less patience, more is given up');
select results_eq($$select name from pg_temp.statuses() where status = 'pending'$$, $$values ('archive'), ('living')$$,
    'but not in parts while a URL of a part may live');
delete from pgfiles.setting where name = 'upload_abandoned_after';

-- A slice.
select pg_temp.new_upload('slice' || n, interval '30 days' - n * interval '1 hour') from generate_series(1, 3) n \g /dev/null
select is(pgfiles.abandon_uploads(2), 2::bigint, 'a slice at a time');
select results_eq($$select name from pg_temp.statuses() where name like 'slice%' and status = 'pending'$$, $$values ('slice3')$$, 'the oldest first');
select is(pgfiles.abandon_uploads(2), 1::bigint, 'until there is nothing left');

-- Alice comes late.
set local role authenticated;
set local request.jwt.claims = :'alice';
select throws_ok(format('select files.confirm_upload(%L)', id), 'PT422', 'File not ready', 'a late confirmation is answered') from upload where name = 'put';
create function pg_temp.told(statement text)
    returns text
    language plpgsql
as $$
declare
    v_detail text;
    v_hint text;
begin
    execute statement;
    return 'nothing';
exception
    when others then
        get stacked diagnostics v_detail = pg_exception_detail, v_hint = pg_exception_hint;
        return v_detail || ': ' || v_hint;
end
$$;
select is(pg_temp.told(format('select files.confirm_upload(%L)', pg_temp.id('put'))),
    'abandoned: upload it again: renew_upload gives a new URL for the same file', 'it says why, and what to do');
select is(pg_temp.told(format('insert into files.files (s3_original_key) values (%L)', (select key from upload where name = 'put'))),
    'abandoned: upload it again: renew_upload gives a new URL for the same file', 'so does the insert of a client that polls');
select results_eq(
    format($$select item, status, error ->> 'code', error ->> 'hint' from files.confirm_uploads(array[%L, %L, %L]::uuid[])$$,
        pg_temp.id('put'), pg_temp.id('living'), gen_random_uuid()),
    $$values (1::bigint, 'rejected', 'PT422', 'upload it again: renew_upload gives a new URL for the same file'), (2, 'uploaded', null, null),
        (3, null, 'PT404', 'only its uploader can confirm a file')$$,
    'and one of many, beside others');
select throws_ok(format($$select files.sign_part(%L, 'abc', 1)$$, id), 'PT404', 'File not found', 'no part is signed any more') from upload
where name = 'parts';
set local request.jwt.claims = :'bob';
select throws_ok(format('select files.confirm_upload(%L)', id), 'PT404', 'File not found', 'a stranger learns nothing') from upload where name = 'put';
set local request.jwt.claims = :'alice';
select is((files.renew_upload(pg_temp.id('form'), 500)).method, 'PUT', 'renewed, it begins again');
reset role;
select is((select concat_ws(' ', status, renewed_at > now()) from pgfiles.file where id = pg_temp.id('form')), 'pending t', 'it is waited for from now on');
select is(pgfiles.abandon_uploads(), 0::bigint, 'so that no sweep takes it');

-- The store tells late.
create role s3_service;
select files.grant_api_to('s3_service', 'service') \g /dev/null
create function pg_temp.event(variadic names text[])
    returns jsonb
    language sql
as $$
    select jsonb_build_object('Records', jsonb_agg(jsonb_build_object('eventName', 'ObjectCreated:Put',
        's3', jsonb_build_object('bucket', '{"name": "pgfiles"}'::jsonb, 'object', jsonb_build_object('key', u.key)))))
    from unnest(names) n join upload u on u.name = n
$$;
select pg_temp.event('put', 'put', 'parts', 'unsized') as event \gset
update pgfiles.doomed_object set leased_until = now() + interval '1 minute' where file_id = pg_temp.id('unsized');
set local role s3_service;
set local request.jwt.claims = '{"role":"s3_service","sub":"minio"}';
select is(files.s3_event(:'event'), 2, 'an object that is there after all is taken');
reset role;
select results_eq($$select * from pg_temp.statuses() where name in ('put', 'parts', 'unsized')$$,
    $$values ('parts', 'uploaded'), ('put', 'uploaded'), ('unsized', 'rejected abandoned')$$, 'unless a worker is about to delete it');
select is_empty($$select from pg_temp.doomed('put') union all select from pg_temp.doomed('parts')$$, 'and is not deleted any more');
select is((select count(*)::integer from pgfiles.job j join upload u on u.id = j.file_id where u.name in ('put', 'parts')), 2, 'a worker looks at each');
select is((select count(*)::integer from pgfiles.doomed_object where file_id = pg_temp.id('unsized')), 1, 'what is being deleted stays on the list');

-- The last look.
select pg_temp.lease(true) \g /dev/null
delete from pgfiles.doomed_object;
insert into pgfiles.doomed_object (bucket, s3_key, upload_id, file_id, organization_id, cause, delete_at)
select 'main', u.key, i, u.id, 'acme', 'deleted', now()
from upload u, unnest('{*,abc}'::text[]) i
where u.name in ('archive', 'put');
select results_eq($$select distinct o ->> 'key' from jsonb_array_elements(pgfiles.claim_doomed() #> '{jobs,0,objects}') o$$,
    $$select key from upload where name = 'put'$$, 'no upload to the key of a file that waits for its bytes is aborted');
delete from pgfiles.doomed_object;

-- After a week.
create table public.app_photo (id integer primary key, file_id uuid references pgfiles.file (id) on delete cascade);
select pg_temp.new_upload('old_' || n, interval '20 days', owner => o) from (values ('a', '1'), ('b', '2'), ('dead', '1'), ('held', '1'),
    ('quarantined', '1'), ('referred', '1'), ('trashed', '1'), ('young', '1')) v (n, o) \g /dev/null
select pg_temp.new_upload('old_foreign', interval '20 days', owner => '3', organization => 'globex') \g /dev/null
update pgfiles.file f set status = 'uploaded', uploaded_at = now() from upload u where f.id = u.id and u.name like 'old%';
update pgfiles.job j set died_at = now() from upload u where j.file_id = u.id and u.name = 'old_dead';
delete from pgfiles.job j using upload u where j.file_id = u.id and u.name like 'old%' and u.name <> 'old_dead';
update pgfiles.file f
set status = case when u.name in ('old_b', 'old_dead') then 'failed' else 'rejected' end,
    status_reason = case when u.name in ('old_b', 'old_dead') then 'deadline' when u.name = 'old_quarantined' then 'quarantined'
        else 'type_mismatch' end,
    processed_at = now() - case when u.name = 'old_young' then interval '6 days 23 hours' else interval '7 days 1 hour' end,
    is_held = u.name = 'old_held', deleted_at = case when u.name = 'old_trashed' then now() end
from upload u
where f.id = u.id and u.name like 'old%';
insert into public.app_photo select 1, pg_temp.id('old_referred');
delete from pgfiles.doomed_object;
delete from pgfiles.logged_action;
select is(pgfiles.archive_uploads(), 3::bigint, 'what was rejected a week ago, or has failed, is archived');
select set_eq($$select name from pg_temp.statuses() where name like 'old%' and status = ''$$, $$values ('old_a'), ('old_b'), ('old_foreign')$$,
    'but not out of quarantine, the trash, or a legal hold, nor with a dead letter, or a row of the application');
select is((select count(*)::integer from public.app_photo), 1, 'which is still there');
select results_eq(
    $$select file_name, owner_id, status, status_reason, file_size, created_at = now() - interval '20 days', ended_at = now() - interval '7 days 1 hour'
        from pgfiles.upload_archive where organization_id = 'acme' order by 1$$,
    $$values ('old_a.jpg', '1', 'rejected', 'type_mismatch', 1000::bigint, true, true), ('old_b.jpg', '2', 'failed', 'deadline', 1000, true, true)$$,
    'a line of each is left');
select results_eq('select action, organization_id, cardinality(file_ids) from pgfiles.logged_action order by organization_id',
    $$values ('archive_uploads', 'acme', 2), ('archive_uploads', 'globex', 1)$$, 'the audit has one of all, for each organization');
select results_eq($$select cause, object, due from pg_temp.doomed('old_a') union all select cause, object, due from pg_temp.doomed('old_b')$$,
    $$values ('deleted', 'original.jpg', interval '1 day'), ('deleted', 'original.jpg', interval '35 days')$$,
    'what may be in the store of them goes, of what was refused sooner');
select is(pgfiles.archive_uploads(), 0::bigint, 'once');
drop table public.app_photo;
select is(pgfiles.archive_uploads(1), 1::bigint, 'and when nothing refers to it, the other, a slice at a time');
insert into pgfiles.setting values ('upload_archived_after', '1 day');
select is(pgfiles.archive_uploads(), 1::bigint, 'sooner, if so wanted');
delete from pgfiles.setting where name = 'upload_archived_after';

-- Brought back by a DBA.
select pgfiles.rescue_files(array[pg_temp.id('old_a')]) \g /dev/null
select is((select status from pg_temp.statuses() where name = 'old_a'), 'rejected type_mismatch', 'a DBA can bring one back');
select is_empty($$select from pgfiles.upload_archive where id = pg_temp.id('old_a')$$, 'which is in the archive no more');
select is(pgfiles.archive_uploads(), 1::bigint, 'until its turn comes again');
delete from pgfiles.logged_action;
delete from pgfiles.file where id = pg_temp.id('ready');
select is((select count(*)::integer from pgfiles.logged_action where action = 'delete'), 1, 'any other deletion has its own line of the audit');

-- Who sees it.
create function pg_temp.history(claims text)
    returns text
    language plpgsql
as $$
declare
    v_names text;
begin
    perform set_config('request.jwt.claims', claims, true);
    set local role authenticated;
    select string_agg(h.file_name, ' ' order by h.file_name) into v_names from files.upload_history h;
    reset role;
    return v_names;
end
$$;
select is(pg_temp.history(:'alice'), 'old_a.jpg old_referred.jpg old_young.jpg', 'alice sees her own');
select is(pg_temp.history(:'bob'), 'old_b.jpg', 'bob his');
select is(pg_temp.history(:'boss'), 'old_a.jpg old_b.jpg old_referred.jpg old_young.jpg', 'the admin all of the organization');
select is(pg_temp.history(:'carol'), 'old_foreign.jpg', 'carol those of hers');
select is(pg_temp.history(:'nobody'), null, 'nobody nothing');
set local role authenticated;
set local request.jwt.claims = :'boss';
select throws_ok('delete from files.upload_history', '42501', null, 'nobody changes it');
select throws_ok('select pgfiles.abandon_uploads()', '42501', null, 'nor sweeps');
select throws_ok('select pgfiles.archive_uploads()', '42501', null, 'or archives');
reset role;
-- Renamed, it is still theirs.
select pgfiles.rename_organization('acme', 'apex') \g /dev/null
select is(pg_temp.history(replace(:'bob', 'acme', 'apex')), 'old_b.jpg', 'an organization takes its history along');

-- In the end.
update pgfiles.upload_archive
set ended_at = now() - case when id in (pg_temp.id('old_a'), pg_temp.id('old_b')) then interval '401 days' else interval '399 days' end;
select is(pgfiles.prune_upload_archive(1), 1::bigint, 'it is kept as long as the audit');
select is(pgfiles.prune_upload_archive(), 1::bigint, 'a slice at a time');
select is((select count(*)::integer from pgfiles.upload_archive), 3, 'and no longer');

-- Somebody has the row.
select is((select is_ok from files.doctor() where subject = 'overdue uploads'), true, 'the doctor is content');
select pg_temp.new_upload('overdue', interval '2 days 1 hour 1 minute') \g /dev/null
select is((select finding ~ 'pending since' from files.doctor() where subject = 'overdue uploads' and not is_ok and code = 'deletion'), true,
    'until there is one that no sweep has taken');
delete from pgfiles.file where id = pg_temp.id('overdue');
select pg_temp.new_upload('overdue_parts', interval '2 days 1 minute', 'multipart') \g /dev/null
select is((select is_ok from files.doctor() where subject = 'overdue uploads'), false, 'in parts, too');

select * from finish();
rollback;
