-- Every table and every function of the API, from everybody's point of view. What is new fails here until it has its line.
begin;
\ir fixtures.psql
select plan(29);

-- --- who ----------------------------------------------------------------------------------------------
-- alice uploads; bob is her colleague, boss the admin of their organization acme, bot a service of theirs (a token with sub and
-- no user); carol is a client of globex and chief its admin; drifter's token names no user and no organization. idp is the identity
-- provider, whose database role is granted one call only, and anon has no token.
create temp table persona (name text, role text, claims text);
insert into persona values
    ('alice', 'authenticated', :'alice'),
    ('bob', 'authenticated', :'bob'),
    ('boss', 'authenticated', :'boss'),
    ('bot', 'authenticated', '{"role":"authenticated","sub":"bot","user":{"organization_id":"acme"}}'),
    ('carol', 'authenticated', :'carol'),
    ('chief', 'authenticated', '{"role":"authenticated","user":{"organization_id":"globex","user_id":"1","role":"org_admin"}}'),
    ('drifter', 'authenticated', :'nobody'),
    ('idp', 'api_service_idp', '{"role":"api_service_idp","jti":"x"}'),
    ('anon', 'anon', '{"role":"anon"}'),
    ('dba', session_user, '');

-- --- what there is: files of alice's, and one of carol's ----------------------------------------------------
delete from pgfiles.logged_action;
-- Rows are counted below; by chance there would be fewer.
alter table pgfiles.quota_usage disable trigger fold_some_usage;
create temp table world (name text, id uuid);
grant select, insert on world to authenticated;
set local role authenticated;
set local request.jwt.claims = :'alice';
insert into world select 'ready', file_id from files.generate_upload_url('site', :site, 'a.jpg', 'image/jpeg', 1);
insert into world select 'own', file_id from files.generate_upload_url(null, null, 'b.jpg', 'image/jpeg', 1);
insert into world select 'pending', file_id from files.generate_upload_url('site', :site, 'c.jpg', 'image/jpeg', 1);
insert into world select 'form', file_id from files.generate_upload_form('site', :site, 'd.jpg', 'image/jpeg');
insert into world select 'trash', file_id from files.generate_upload_url('site', :site, 'g.jpg', 'image/jpeg', 1);
insert into world select 'parts', file_id from files.create_multipart_upload('site', :site, 'e.jpg', 'image/jpeg', 9000000);
set local request.jwt.claims = :'carol';
insert into world select 'foreign', file_id from files.generate_upload_url(null, null, 'f.jpg', 'image/jpeg', 1);
reset role;
reset request.jwt.claims;
select pg_temp.make_ready(id) from world where name in ('ready', 'own', 'foreign', 'trash');
insert into pgfiles.app_user (organization_id, user_id) values ('acme', '1'), ('acme', '2'), ('globex', '3');
insert into pgfiles.upload_archive (id, organization_id, owner_id, file_name, file_type, status, created_at, ended_at)
values (gen_random_uuid(), 'acme', '1', 'g.jpg', 'image/jpeg', 'failed', now(), now()),
    (gen_random_uuid(), 'globex', '3', 'h.jpg', 'image/jpeg', 'failed', now(), now());
update pgfiles.file set deleted_at = now(), deleted_by = '2' where id = (select id from world where name = 'trash');
create temp table held as select pgfiles.enter_hold('case 1', 'a law suit', array(select id from world where name = 'ready'), null, null) as id;
grant select on held to public;

-- What comes of a statement: may, nothing (no row, null), or a SQLSTATE. {name} stands for the id of a file, {key:name} for its
-- key. Nothing stays.
create function pg_temp.outcome(persona persona, statement text)
    returns text
    language plpgsql
as $$
declare
    v_file record;
    v_result text;
begin
    for v_file in select w.name, w.id, f.s3_original_key as key from world w join pgfiles.file f using (id) loop
        statement := replace(statement, '{' || v_file.name || '}', v_file.id::text);
        statement := replace(statement, '{key:' || v_file.name || '}', v_file.key);
    end loop;
    begin
        perform set_config('role', persona.role, true), set_config('request.jwt.claims', persona.claims, true);
        execute statement into v_result;
        if (current_setting('role'), current_setting('request.jwt.claims')) is distinct from (persona.role, persona.claims) then
            v_result := 'somebody else';
        end if;
        raise exception using errcode = 'RLLBK';
    exception
        when sqlstate 'RLLBK' then
            return case when coalesce(v_result, '') = '' then 'nothing'
                when v_result ~ '^([0-9A-Z]{5}|[0-9]+|somebody else)$' then v_result else 'may' end;
        when others then
            return sqlstate;
    end;
end
$$;

-- --- tables: how many rows each sees -------------------------------------------------------------------------
-- all: as many as a DBA. denied: 42501. Whoever is not mentioned in by_policy sees none.
create temp table table_rule (name text, rule text, by_policy jsonb, writes text);
insert into table_rule values
    ('files.files', 'policy', '{"alice": 5, "bob": 1, "boss": 5, "bot": 1, "carol": 1, "chief": 1, "dba": 6}', 'insert'),
    ('files.file_upload_requests', 'policy', '{"alice": 3, "carol": 1}', ''),
    ('files.deleted_files', 'policy', '{"alice": 1, "bob": 1, "boss": 1, "chief": 0, "dba": 1}', ''),
    ('pgfiles.files_without_copies', 'denied', null, ''),
    ('files.legal_holds', 'policy', '{"boss": 1, "chief": 0, "dba": 1}', ''),
    ('pgfiles.legal_hold', 'policy', '{"boss": 1, "chief": 0, "dba": 1}', ''),
    ('pgfiles.legal_hold_file', 'policy', '{"boss": 1, "chief": 0, "dba": 1}', ''),
    ('files.users', 'policy', '{"alice": 2, "bob": 2, "boss": 2, "bot": 2, "carol": 1, "chief": 1, "dba": 3}', ''),
    ('files.dead_letters', 'denied', null, ''),
    ('files.undeletable_objects', 'denied', null, ''),
    ('pgfiles.app_user', 'policy', '{"alice": 2, "bob": 2, "boss": 2, "bot": 2, "carol": 1, "chief": 1, "dba": 3}', ''),
    -- The names of the extension pgfiles_compat.
    ('identity.users', 'policy', '{"alice": 2, "bob": 2, "boss": 2, "bot": 2, "carol": 1, "chief": 1, "dba": 3}', ''),
    ('audit.logged_actions', 'policy', '{"boss": 7, "chief": 1, "dba": 8}', ''),
    ('pgfiles.service_token', 'denied', null, ''),
    -- The columns entity_type and entity_id, once, of a file of one's own: attach_file; and deleted_at: delete_file.
    ('pgfiles.file', 'policy', '{"alice": 6, "bob": 2, "boss": 6, "bot": 1, "carol": 1, "chief": 1, "dba": 7}', 'insert update'),
    ('pgfiles.api_grant', 'denied', null, ''),
    ('pgfiles.stuck', 'denied', null, ''),
    ('pgfiles.waiting_location', 'denied', null, ''),
    ('pgfiles.worker', 'denied', null, ''),
    ('pgfiles.worker_lease', 'denied', null, ''),
    ('pgfiles.worker_state', 'denied', null, ''),
    ('pgfiles.worker_trouble', 'denied', null, ''),
    ('pgfiles.bucket', 'all', null, ''),
    ('pgfiles.bucket_route', 'all', null, ''),
    ('pgfiles.default_setting', 'all', null, ''),
    ('pgfiles.entity_type', 'all', null, ''),
    ('pgfiles.error', 'all', null, ''),
    ('pgfiles.lambda_function', 'all', null, ''),
    ('pgfiles.setting', 'all', null, ''),
    ('pgfiles.status_reason', 'all', null, ''),
    ('pgfiles.logged_action', 'policy', '{"boss": 7, "chief": 1, "dba": 8}', ''),
    ('files.logged_actions', 'policy', '{"boss": 7, "chief": 1, "dba": 8}', ''),
    ('files.organization_usage', 'policy', '{"alice": 1, "bob": 1, "boss": 1, "bot": 1, "carol": 1, "chief": 1, "dba": 2}', ''),
    ('pgfiles.quota', 'policy', '{}', ''),
    ('pgfiles.quota_usage', 'policy', '{"alice": 12, "bob": 6, "boss": 12, "bot": 6, "carol": 2, "chief": 2, "dba": 14}', ''),
    ('pgfiles.rate_limit', 'denied', null, ''),
    ('files.variant_progress', 'denied', null, ''),
    ('pgfiles.hook', 'denied', null, ''),
    ('pgfiles.job', 'denied', null, ''),
    ('pgfiles.multipart_upload', 'denied', null, ''),
    ('pgfiles.secret', 'denied', null, ''),
    ('pgfiles.signing_key', 'denied', null, ''),
    ('pgfiles.bucket_check', 'denied', null, ''),
    ('pgfiles.bucket_branch', 'denied', null, ''),
    ('pgfiles.bucket_lease', 'denied', null, ''),
    ('pgfiles.moving_bucket', 'denied', null, ''),
    ('pgfiles.doomed_object', 'denied', null, ''),
    ('pgfiles.event', 'denied', null, ''),
    ('files.upload_history', 'policy', '{"alice": 1, "boss": 1, "carol": 1, "chief": 1, "dba": 2}', ''),
    ('pgfiles.upload_archive', 'policy', '{"alice": 1, "boss": 1, "carol": 1, "chief": 1, "dba": 2}', ''),
    ('pgfiles.file_version', 'denied', null, ''),
    ('pgfiles.granted_role', 'denied', null, ''),
    ('pgfiles.metric', 'denied', null, ''),
    ('pgfiles.variant_spec', 'denied', null, ''),
    ('pgfiles.watermark', 'denied', null, '');


create temp view relation as
    select c.oid, c.oid::regclass::text as name
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('files', 'pgfiles', 'audit', 'identity', 'aws_lambda') and c.relkind in ('r', 'p', 'v', 'm', 'f');

-- Names come out as the search_path has them: qualify all.
set local search_path = public;
select is_empty(
    $$select name from relation except select name from table_rule$$, 'every table and view has its line here');
select is_empty(
    $$select name from table_rule except select name from relation$$, 'and every line its table or view');

create temp table table_outcome as
    select t.name, p.name as persona,
        pg_temp.outcome(p, format('select count(*) from %s', t.name)) as actual,
        case when p.role in ('anon', 'api_service_idp')
                and not (p.name = 'idp' and t.name = 'pgfiles.error') then '42501'
            when t.rule = 'policy' then coalesce(t.by_policy ->> p.name, '0')
            when t.rule = 'denied' and p.name <> 'dba' then '42501'
            else pg_temp.outcome(d, format('select count(*) from %s', t.name))
        end as expected
    from table_rule t
    join relation r using (name)
    cross join persona p
    join persona d on d.name = 'dba';
select is_empty(
    $$select name, persona, actual, expected from table_outcome where actual <> expected$$, 'everybody sees the rows that are his');
select is_empty(
    $$select t.name, w.granted, t.writes
      from table_rule t
      join relation r using (name)
      cross join lateral (
          select coalesce(string_agg(p.privilege, ' '), '') as granted
          from unnest('{insert,update,delete,truncate,references,trigger}'::text[]) p (privilege)
          where case when p.privilege in ('insert', 'update', 'references')
              then has_any_column_privilege('authenticated', r.oid, p.privilege)
              else has_table_privilege('authenticated', r.oid, p.privilege) end) w
      where w.granted <> t.writes$$, 'and writes nothing but a new file');
select is_empty(
    $$select a.attname::text from pg_attribute a
      where a.attrelid = 'pgfiles.file'::regclass and a.attnum > 0
          and has_column_privilege('authenticated', a.attrelid, a.attnum, 'insert')
          and a.attname <> all ('{id,organization_id,owner_id,uploader_id,entity_type,entity_id,file_name,file_type,file_size,sha256,
              bucket,s3_original_key,upload_method,form_max_size,use_location,is_type_guessed}')$$,
    'of which status and what workers write are not the client''s to say');
-- Nor is the rest, though his own statement makes the row: what create_files would not make is refused.
insert into pgfiles.bucket (name, s3_bucket, allowed_types, max_bytes) values ('elsewhere', 'elsewhere', '{*/*}', 5000000000);
insert into pgfiles.app_user (organization_id, user_id) values ('acme', '77');
create function pg_temp.insert_as_alice(changes jsonb)
    returns text
    language plpgsql
as $$
declare
    v_row pgfiles.file := jsonb_populate_record(null::pgfiles.file, jsonb_build_object(
        'id', '5eed0000-0000-7000-8000-0000000000ee', 'organization_id', 'acme', 'owner_id', '1',
        'entity_type', 'site', 'entity_id', '5eed0000-0000-4000-8000-000000000001', 'file_name', 'a.jpg',
        'file_type', 'image/jpeg', 'file_size', 1, 'bucket', 'main', 'upload_method', 'put', 'use_location', false,
        'is_type_guessed', false) || changes);
begin
    v_row.s3_original_key := coalesce(v_row.s3_original_key, pgfiles.original_key(
        v_row.organization_id, v_row.entity_type, v_row.entity_id, v_row.id, v_row.file_type));
    v_row.uploader_id := coalesce(v_row.uploader_id,
        (select u.id from pgfiles.app_user u where (u.organization_id, u.user_id) = ('acme', '1')));
    perform set_config('role', 'authenticated', true), set_config('request.jwt.claims',
        '{"role":"authenticated","user":{"organization_id":"acme","user_id":"1","role":"org_client"}}', true);
    begin
        insert into pgfiles.file (id, organization_id, owner_id, uploader_id, entity_type, entity_id, file_name, file_type, file_size,
            bucket, s3_original_key, upload_method, form_max_size, use_location, is_type_guessed)
        select v_row.id, v_row.organization_id, v_row.owner_id, v_row.uploader_id, v_row.entity_type, v_row.entity_id,
            v_row.file_name, v_row.file_type, v_row.file_size, v_row.bucket, v_row.s3_original_key, v_row.upload_method,
            v_row.form_max_size, v_row.use_location, v_row.is_type_guessed;
        raise exception using errcode = 'RLLBK';
    exception
        when sqlstate 'RLLBK' then return 'taken';
        when others then return sqlstate;
    end;
end
$$;
select is(pg_temp.insert_as_alice(changes::jsonb), expected, 'by a statement of her own alice makes ' || oddity)
from (values
    ('{}', 'taken', 'what create_files makes'),
    ('{"organization_id": "globex", "owner_id": "3"}', '42501', 'no file of another organization'),
    ('{"owner_id": "2"}', '42501', 'no file of bob''s'),
    (format('{"uploader_id": "%s"}', (select u.id from pgfiles.app_user u where (u.organization_id, u.user_id) = ('acme', '77'))), '42501',
        'none that names another uploader'),
    ('{"entity_id": "5eed0000-0000-4000-8000-000000000002"}', '42501', 'none of a site that she may not change'),
    ('{"entity_id": "5eed0000-0000-4000-8000-000000000003"}', '42501', 'none of a site of another organization'),
    ('{"entity_id": "5EED0000-0000-4000-8000-000000000001"}', '42501', 'none under an id as the table does not write it'),
    ('{"entity_type": null, "entity_id": null}', 'taken', 'one of her own'),
    ('{"s3_original_key": "acme/site/x/original.jpg"}', '42501', 'none under a key of her choice'),
    ('{"bucket": "elsewhere"}', '42501', 'none in a bucket of her choice'),
    ('{"file_size": 52428801}', '42501', 'none too large'),
    ('{"file_size": null, "upload_method": "form", "form_max_size": 5000000000}', '42501', 'nor with a form for one'),
    ('{"file_type": "text/html"}', '42501', 'none of a type that the bucket does not take'),
    ('{"file_type": "text/html", "is_type_guessed": true}', '42501', 'nor of one that nobody has said'),
    ('{"file_type": "application/octet-stream", "is_type_guessed": true}', 'taken', 'one of which the bytes tell the type'),
    ('{"file_name": "../a.jpg"}', '42501', 'none with a path for a name')
) as t (changes, expected, oddity);
reset role;
reset request.jwt.claims;


-- --- functions: what comes of a call --------------------------------------------------------------------------
-- Who is not named in outcomes gets what is said of "others"; a role without grants always gets 42501.
create temp table call (function text, situation text, statement text, outcomes jsonb);
insert into call values
('files.generate_upload_url(text,text,text,text,bigint,text,integer,boolean)', 'for a site of acme',
    $$select url from files.generate_upload_url('site', '5eed0000-0000-4000-8000-000000000001', 'a.jpg', 'image/jpeg', 1)$$,
    '{"alice": "may", "bob": "may", "boss": "may", "bot": "may", "dba": "may", "drifter": "42501", "others": "PT404"}'),
('files.generate_upload_url(text,text,text,text,bigint,text,integer,boolean)', 'for a site of acme that may not be changed',
    $$select url from files.generate_upload_url('site', '5eed0000-0000-4000-8000-000000000002', 'a.jpg', 'image/jpeg', 1)$$,
    '{"alice": "42501", "bob": "42501", "boss": "42501", "bot": "42501", "dba": "may", "drifter": "42501", "others": "PT404"}'),
('files.generate_upload_url(text,text,text,text,bigint,text,integer,boolean)', 'for oneself',
    $$select url from files.generate_upload_url(null, null, 'a.jpg', 'image/jpeg', 1)$$, '{"drifter": "42501", "others": "may"}'),
('files.generate_upload_urls(jsonb,integer)', 'for a site of acme',
    $$select coalesce(error ->> 'code', url) from files.generate_upload_urls(
        '[{"entity_type":"site","entity_id":"5eed0000-0000-4000-8000-000000000001","file_name":"a.jpg","file_type":"image/jpeg","file_size":1}]')$$,
    '{"alice": "may", "bob": "may", "boss": "may", "bot": "may", "dba": "may", "drifter": "42501", "others": "PT404"}'),
('files.generate_upload_form(text,text,text,text,bigint,bigint,integer,boolean)', 'for a site of acme',
    $$select url from files.generate_upload_form('site', '5eed0000-0000-4000-8000-000000000001', 'a.jpg', 'image/jpeg')$$,
    '{"alice": "may", "bob": "may", "boss": "may", "bot": "may", "dba": "may", "drifter": "42501", "others": "PT404"}'),
('files.create_multipart_upload(text,text,text,text,bigint,integer,boolean,bigint)', 'for a site of acme',
    $$select url from files.create_multipart_upload('site', '5eed0000-0000-4000-8000-000000000001', 'a.jpg', 'image/jpeg', 9000000)$$,
    '{"alice": "may", "bob": "may", "boss": "may", "bot": "may", "dba": "may", "drifter": "42501", "others": "PT404"}'),
('files.request_upload_url(text,text,text,text)', 'for a site of acme',
    $$select files.request_upload_url('site', '5eed0000-0000-4000-8000-000000000001', 'a.jpg', 'image/jpeg')$$,
    '{"alice": "may", "bob": "may", "boss": "may", "bot": "may", "dba": "may", "drifter": "42501", "others": "PT404"}'),
('files.get_upload_url_sync(text,text,text,text)', 'for a site of acme',
    $$select files.get_upload_url_sync('site', '5eed0000-0000-4000-8000-000000000001', 'a.jpg', 'image/jpeg')$$,
    '{"alice": "may", "bob": "may", "boss": "may", "bot": "may", "dba": "may", "drifter": "42501", "others": "PT404"}'),
('files.get_upload_url(uuid)', 'of alice''s pending upload',
    $$select url from files.get_upload_url('{pending}')$$, '{"alice": "may", "others": "nothing"}'),
('files.confirm_upload(uuid)', 'of alice''s pending upload',
    $$select status from files.confirm_upload('{pending}')$$, '{"alice": "may", "boss": "may", "dba": "may", "others": "PT404"}'),
('files.confirm_upload(uuid)', 'of a file that bob sees',
    $$select status from files.confirm_upload('{ready}')$$, '{"alice": "may", "boss": "may", "dba": "may", "others": "PT404"}'),
('files.renew_upload(uuid,bigint,text,integer)', 'of alice''s pending upload',
    $$select url from files.renew_upload('{pending}')$$, '{"alice": "may", "others": "PT404"}'),
('files.renew_upload(uuid,bigint,text,integer)', 'of a file that is ready',
    $$select url from files.renew_upload('{ready}')$$, '{"others": "PT404"}'),
('files.confirm_uploads(uuid[])', 'of alice''s pending upload',
    $$select coalesce(error ->> 'code', status) from files.confirm_uploads('{{pending}}')$$,
    '{"alice": "may", "boss": "may", "dba": "may", "others": "PT404"}'),
('files.sign_part(uuid,text,integer,integer)', 'of alice''s upload',
    $$select url from files.sign_part('{parts}', 'u', 1)$$, '{"alice": "may", "others": "PT404"}'),
('files.sign_parts(uuid,text,integer[],integer)', 'of alice''s upload',
    $$select url from files.sign_parts('{parts}', 'u', '{1,2}')$$, '{"alice": "may", "others": "PT404"}'),
('files.list_parts(uuid,text,integer,integer)', 'of alice''s upload',
    $$select url from files.list_parts('{parts}', 'u')$$, '{"alice": "may", "others": "PT404"}'),
('files.complete_multipart_upload(uuid,text,integer)', 'of alice''s upload',
    $$select url from files.complete_multipart_upload('{parts}', 'u')$$, '{"alice": "may", "others": "PT404"}'),
('files.abort_multipart_upload(uuid,text,integer)', 'of alice''s upload',
    $$select url from files.abort_multipart_upload('{parts}', 'u')$$, '{"alice": "may", "others": "PT404"}'),
('files.generate_download_url(uuid,text,integer,boolean,integer)', 'of a site''s file',
    $$select url from files.generate_download_url('{ready}')$$,
    '{"alice": "may", "bob": "may", "boss": "may", "bot": "may", "dba": "may", "others": "PT404"}'),
('files.generate_download_url(uuid,text,integer,boolean,integer)', 'of alice''s own file',
    $$select url from files.generate_download_url('{own}')$$, '{"alice": "may", "boss": "may", "dba": "may", "others": "PT404"}'),
('files.generate_download_url(uuid,text,integer,boolean,integer)', 'of an upload under way',
    $$select url from files.generate_download_url('{pending}')$$, '{"alice": "PT422", "boss": "PT422", "dba": "PT422", "others": "PT404"}'),
('files.generate_download_url(uuid,text,integer,boolean,integer)', 'of carol''s file',
    $$select url from files.generate_download_url('{foreign}')$$, '{"carol": "may", "chief": "may", "dba": "may", "others": "PT404"}'),
('files.generate_download_url(uuid,text,integer,boolean,integer)', 'of an id that nobody has',
    $$select url from files.generate_download_url('5eed0000-0000-4000-8000-0000000000ff')$$, '{"others": "PT404"}'),
('files.generate_download_urls(uuid[],text,integer,boolean,integer,jsonb)', 'of alice''s own file',
    $$select coalesce(error ->> 'code', url) from files.generate_download_urls('{{own}}')$$,
    '{"alice": "may", "boss": "may", "dba": "may", "others": "PT404"}'),
('files.download_url(files.files)', 'of a site''s file',
    $$select files.download_url(f) from files.files f where f.id = '{ready}'$$,
    '{"alice": "may", "bob": "may", "boss": "may", "bot": "may", "dba": "may", "others": "nothing"}'),
-- Within the organization the wall is that PostgREST does not serve it: see ForgedRowTest.
('files.download_url(files.files)', 'of a row made up from the key of alice''s own file',
    $$select files.download_url(jsonb_populate_record(null::files.files,
        '{"id":"{own}","status":"ready","bucket":"main","file_name":"x","download_key":"{key:own}"}'))$$,
    '{"alice": "may", "bob": "may", "boss": "may", "bot": "may", "dba": "may", "others": "nothing"}'),
('files.thumbnail_small_url(files.files)', 'of a site''s file',
    $$select files.thumbnail_small_url(f) from files.files f where f.id = '{ready}'$$,
    '{"alice": "may", "bob": "may", "boss": "may", "bot": "may", "dba": "may", "others": "nothing"}'),
('files.thumbnail_medium_url(files.files)', 'which was not made',
    $$select files.thumbnail_medium_url(f) from files.files f where f.id = '{ready}'$$, '{"others": "nothing"}'),
('files.thumbnail_large_url(files.files)', 'of a row made up from the key of alice''s own file',
    $$select files.thumbnail_large_url(jsonb_populate_record(null::files.files,
        '{"id":"{own}","bucket":"main","file_name":"x","variants":{"thumbnail_large":{"s3_key":"{key:own}"}}}'))$$,
    '{"alice": "may", "bob": "may", "boss": "may", "bot": "may", "dba": "may", "others": "nothing"}'),
('files.doctor()', 'for DBAs', $$select string_agg(subject, ' ') from files.doctor()$$, '{"dba": "may", "others": "42501"}'),
('files.open_branch(text,text,text)', 'for DBAs', $$select files.open_branch('main', 'main')$$, '{"dba": "23505", "others": "42501"}'),
('files.close_branch(text)', 'for DBAs', $$select files.close_branch('nowhere')$$, '{"dba": "22023", "others": "42501"}'),
('files.give_up_lease(text)', 'for DBAs', $$select files.give_up_lease('nowhere')$$, '{"dba": "22023", "others": "42501"}'),
('files.take_lease(text)', 'for DBAs', $$select files.take_lease('nowhere')$$, '{"dba": "22023", "others": "42501"}'),
('files.set_up_bucket(text,text[],boolean)', 'for DBAs', $$select files.set_up_bucket('nowhere')$$, '{"dba": "22023", "others": "42501"}'),
('files.retry_jobs(uuid[])', 'for DBAs', $$select r.file_id from files.retry_jobs('{}') r$$, '{"dba": "nothing", "others": "42501"}'),
('files.retry_deletions(bigint[])', 'for DBAs', $$select r.id from files.retry_deletions('{}') r$$, '{"dba": "nothing", "others": "42501"}'),
('files.stop_workers()', 'for DBAs', $$select files.stop_workers() >= 0$$, '{"dba": "may", "others": "42501"}'),
-- A worker's role may execute both, and knows no token: tests/lifecycle/55_worker_role.t.
('pgfiles.open_worker(integer,integer,integer,text[])', 'for workers', $$select pgfiles.open_worker(0, 1, 1, null) is not null$$, '{"dba": "may", "others": "42501"}'),
('pgfiles.do_step(uuid,text,jsonb)', 'for workers', $$select pgfiles.do_step(gen_random_uuid(), 'claim')$$, '{"others": "42501"}'),
('files.grant_api_to(regrole,text)', 'for DBAs', $$select files.grant_api_to('authenticated')$$, '{"dba": "nothing", "others": "42501"}'),
('files.revoke_api_from(regrole)', 'for DBAs', $$select files.revoke_api_from('anon')$$, '{"dba": "nothing", "others": "42501"}'),
('files.attach_file(uuid,text,text)', 'alice''s own file to a site of acme',
    $$select id from files.attach_file('{own}', 'site', '5eed0000-0000-4000-8000-000000000001')$$, '{"alice": "may", "others": "PT404"}'),
('files.attach_file(uuid,text,text)', 'alice''s file of a site to another',
    $$select id from files.attach_file('{ready}', 'site', '5eed0000-0000-4000-8000-000000000002')$$, '{"alice": "PT409", "others": "PT404"}'),
('files.attach_file(uuid,text,text)', 'carol''s file to a site of acme',
    $$select id from files.attach_file('{foreign}', 'site', '5eed0000-0000-4000-8000-000000000001')$$, '{"others": "PT404"}'),
('files.set_focal_point(uuid,double precision,double precision)', 'of alice''s file of a site',
    $$select id from files.set_focal_point('{ready}', 0.5, 0.5)$$, '{"alice": "may", "boss": "may", "dba": "may", "bob": "42501", "bot": "42501", "others": "PT404"}'),
('pgfiles.mark_focus(uuid,real,real)', 'of alice''s file of a site',
    $$select pgfiles.mark_focus('{ready}', 0.5, 0.5)$$, '{"alice": "may", "boss": "may", "dba": "may", "others": "nothing"}'),
('files.sync_user(jsonb)', 'for the identity provider',
    $$select files.sync_user('{"sub":"1","user":{"organization_id":"acme"}}')$$, '{"idp": "may", "dba": "may", "others": "42501"}'),
('pgfiles.save_user(jsonb)', 'for the identity provider',
    $$select pgfiles.save_user('{"sub":"1","user":{"organization_id":"acme"}}')$$, '{"idp": "may", "dba": "may", "others": "42501"}'),
-- Says nothing, and takes no argument: it acts on the claims of the request. The token of a service must be registered.
('pgfiles.pre_request()', 'before every request', $$select pgfiles.pre_request()$$, '{"idp": "PT401", "anon": "nothing", "others": "nothing"}'),
('aws_lambda.invoke(text,json,text,text,text,json,character varying)', 'URL of the key of alice''s own file',
    $$select payload ->> 'url' from aws_lambda.invoke('get-presigned-url', '{"key":"{key:own}"}'::json)$$,
    '{"alice": "may", "boss": "may", "dba": "may", "others": "nothing"}'),
('aws_lambda.invoke(text,jsonb,text,text,text,jsonb,character varying)', 'URL of the key of a site''s file',
    $$select payload ->> 'url' from aws_lambda.invoke('get-presigned-url', '{"key":"{key:ready}"}'::jsonb)$$,
    '{"alice": "may", "bob": "may", "boss": "may", "bot": "may", "dba": "may", "others": "nothing"}'),
('aws_lambda.invoke_registered(text,jsonb,text,text,text,jsonb,text)', 'URL of the key of alice''s own file',
    $$select answer ->> 'url' from aws_lambda.invoke_registered(
        'get-presigned-url', '{"key":"{key:own}"}', null, 'RequestResponse', 'None', null, null)$$,
    '{"alice": "may", "boss": "may", "dba": "may", "others": "nothing"}'),
('aws_lambda.get_presigned_url(jsonb)', 'of a key that is nobody''s',
    $$select aws_lambda.get_presigned_url('{"key":"acme/x"}') ->> 'url'$$, '{"dba": "may", "others": "nothing"}'),
('aws_lambda.process_data(jsonb)', 'computes', $$select aws_lambda.process_data('{"data":[1]}')$$, '{"others": "may"}'),
('aws_lambda.transform_data(jsonb)', 'computes', $$select aws_lambda.transform_data('{"data":{"a":1}}')$$, '{"others": "may"}'),
('aws_lambda.validate_data(jsonb)', 'computes', $$select aws_lambda.validate_data('{"data":{"a":1}}')$$, '{"others": "may"}'),
('files.find_actions(uuid)', 'about alice''s file',
    $$select a.action from files.find_actions('{own}') a limit 1$$, '{"boss": "may", "dba": "may", "others": "nothing"}'),
('pgfiles.actions_about(uuid)', 'about alice''s file',
    $$select 'line ' || a.id from pgfiles.actions_about('{own}') a limit 1$$, '{"boss": "may", "dba": "may", "idp": "42501", "anon": "42501", "others": "nothing"}'),
('files.find_similar(uuid,integer)', 'to a site''s file',
    $$select count(*) from files.find_similar('{ready}')$$,
    '{"alice": "0", "bob": "0", "boss": "0", "bot": "0", "dba": "0", "others": "PT404"}'),
('files.find_similar(uuid,integer)', 'to alice''s own file',
    $$select count(*) from files.find_similar('{own}')$$, '{"alice": "0", "boss": "0", "dba": "0", "others": "PT404"}'),
('files.search_files(text,text,text,text[],text,text,timestamp with time zone,timestamp with time zone,double precision,double precision,double precision,text,text,text,integer)',
    'for a site''s file', $$select string_agg((file).file_name, ',') from files.search_files('a.jpg')$$, '{"alice": "may", "bob": "may", "boss": "may", "bot": "may", "others": "nothing"}'),
('files.search_files(text,text,text,text[],text,text,timestamp with time zone,timestamp with time zone,double precision,double precision,double precision,text,text,text,integer)',
    'for alice''s own file', $$select string_agg((file).file_name, ',') from files.search_files('b.jpg')$$, '{"alice": "may", "boss": "may", "others": "nothing"}'),
-- Which of the organization's files have a word, as ids; the rest is the view's.
('pgfiles.search_candidates(pgfiles.search,text,integer)', 'for alice''s own file',
    $$select cardinality(ids) from pgfiles.search_candidates(row('{b,jpg}', null, null, null, null, 'ready', null, null, null, null, null, null, 'latest'), null, 10)$$,
    '{"alice": "1", "bob": "1", "boss": "1", "bot": "1", "others": "0"}'),
('files.parse_exif(bytea)', 'computes', $$select files.parse_exif('\xffd8ffd9')$$, '{"others": "may"}'),
('files.attach_files(uuid[],text,text)', 'alice''s own file to a site of acme',
    $$select string_agg(coalesce(error ->> 'code', 'may'), ' ') from files.attach_files('{{own}}', 'site', '5eed0000-0000-4000-8000-000000000001')$$,
    '{"alice": "may", "others": "PT404"}'),
('files.release_files(uuid[])', 'of alice''s pending upload',
    $$select string_agg(coalesce(error ->> 'code', 'may'), ' ') from files.release_files('{{pending}}')$$,
    '{"alice": "42501", "boss": "42501", "dba": "42501", "others": "PT404"}'),
('files.release_file(uuid)', 'of alice''s pending upload',
    $$select status from files.release_file('{pending}')$$, '{"alice": "42501", "boss": "42501", "dba": "42501", "others": "PT404"}'),
('files.delete_file(uuid)', 'a file of a site', $$select file_name from files.delete_file('{ready}')$$,
    '{"alice": "may", "bob": "may", "boss": "may", "bot": "may", "dba": "may", "others": "PT404"}'),
('files.delete_file(uuid)', 'alice''s own file', $$select file_name from files.delete_file('{own}')$$,
    '{"alice": "may", "boss": "may", "dba": "may", "others": "PT404"}'),
('files.delete_files(uuid[])', 'alice''s own file', $$select coalesce(error ->> 'code', 'may') from files.delete_files('{{own}}')$$,
    '{"alice": "may", "boss": "may", "dba": "may", "others": "PT404"}'),
('files.delete_entity_files(text,text)', 'a site of acme', $$select files.delete_entity_files('site', '5eed0000-0000-4000-8000-000000000001')$$,
    '{"alice": "4", "bob": "1", "boss": "4", "bot": "1", "dba": "4", "others": "0"}'),
('files.restore_file(uuid)', 'what bob has deleted of alice''s', $$select file_name from files.restore_file('{trash}')$$,
    '{"alice": "may", "bob": "may", "boss": "may", "dba": "may", "others": "PT404"}'),
('files.restore_files(uuid[])', 'what bob has deleted of alice''s', $$select coalesce(error ->> 'code', 'may') from files.restore_files('{{trash}}')$$,
    '{"alice": "may", "bob": "may", "boss": "may", "dba": "may", "others": "PT404"}'),
('files.restore_entity_files(text,text)', 'a site of acme', $$select files.restore_entity_files('site', '5eed0000-0000-4000-8000-000000000001')$$,
    '{"alice": "1", "bob": "1", "boss": "1", "dba": "1", "others": "0"}'),
('files.purge_files(uuid[])', 'alice''s own file', $$select coalesce(error ->> 'code', 'may') from files.purge_files('{{own}}')$$,
    '{"alice": "42501", "boss": "may", "dba": "may", "others": "PT404"}'),
('pgfiles.mark_restored(uuid[])', 'what bob has deleted of alice''s', $$select cardinality(pgfiles.mark_restored('{{trash}}'))$$,
    '{"alice": "1", "bob": "1", "boss": "1", "dba": "1", "others": "0"}'),
('pgfiles.mark_purged(uuid[])', 'alice''s own file', $$select cardinality(pgfiles.mark_purged('{{own}}'))$$,
    '{"boss": "1", "dba": "1", "chief": "0", "others": "nothing"}'),
('pgfiles.purge_due(uuid[])', 'nothing that has to stay', $$select pgfiles.purge_due('{{own}}')$$, '{"others": "0"}'),
('files.place_hold(text,text,uuid[],text,text)', 'about alice''s own file', $$select 'placed' from files.place_hold('x', 'y', '{{own}}')$$,
    '{"boss": "may", "chief": "may", "dba": "may", "others": "42501"}'),
('files.release_hold(uuid)', 'of acme', $$select 'released' from files.release_hold((select id from held))$$, '{"boss": "may", "dba": "may", "others": "PT404"}'),
('pgfiles.enter_hold(text,text,uuid[],text,text)', 'about alice''s own file',
    $$select 'placed' from pgfiles.enter_hold('x', 'y', '{{own}}', null, null) h where h is not null$$, '{"boss": "may", "chief": "may", "dba": "may", "others": "nothing"}'),
('pgfiles.end_hold(uuid)', 'of acme', $$select 'released' from pgfiles.end_hold((select id from held)) h where h is not null$$,
    '{"boss": "may", "dba": "may", "others": "nothing"}'),
('files.follow_column(regclass,name)', 'for DBAs', $$select files.follow_column('app.site', 'id')$$, '{"dba": "nothing", "others": "42501"}'),
('files.unfollow_column(regclass,name)', 'for DBAs', $$select files.unfollow_column('app.site', 'id')$$, '{"dba": "nothing", "others": "42501"}'),
('files.s3_event(jsonb)', 'for service roles', $$select files.s3_event('{"Records":[]}')$$, '{"idp": "0", "dba": "0", "others": "42501"}'),
('files.reread_exif(uuid[])', 'for DBAs', $$select files.reread_exif('{}')$$, '{"dba": "0", "others": "42501"}'),
-- Definer functions behind the API, called directly.
('aws_lambda.get_presigned_url(jsonb)', 'an upload for a site of acme',
    $$select aws_lambda.get_presigned_url(
        '{"fileName":"a.jpg","fileType":"image/jpeg","entityType":"site","entityId":"5eed0000-0000-4000-8000-000000000001"}') ->> 'url'$$,
    '{"alice": "may", "bob": "may", "boss": "may", "bot": "may", "dba": "may", "drifter": "42501", "others": "PT404"}'),
('aws_lambda.invoke(aws_commons._lambda_function_arn_1,json,text,text,json,character varying)', 'URL of the key of alice''s own file',
    $$select payload ->> 'url' from aws_lambda.invoke(aws_commons.create_lambda_function_arn('get-presigned-url'), '{"key":"{key:own}"}'::json)$$,
    '{"alice": "may", "boss": "may", "dba": "may", "others": "nothing"}'),
('aws_lambda.invoke(aws_commons._lambda_function_arn_1,jsonb,text,text,jsonb,character varying)', 'URL of the key of an upload under way',
    $$select payload ->> 'url' from aws_lambda.invoke(aws_commons.create_lambda_function_arn('get-presigned-url'), '{"key":"{key:pending}"}'::jsonb)$$,
    '{"dba": "may", "others": "nothing"}'),
('pgfiles.mark_arrived(text[],text[])', 'for service roles', $$select pgfiles.mark_arrived('{}', '{}')$$, '{"idp": "may", "dba": "may", "others": "42501"}'),
('pgfiles.lacks_lease(text)', 'a bucket that nobody knows', $$select case when pgfiles.lacks_lease('nowhere') then 'lacks it' end$$,
    '{"idp": "42501", "anon": "42501", "others": "may"}'),
('pgfiles.mark_released(uuid[])', 'of alice''s pending upload', $$select pgfiles.mark_released('{{pending}}')$$, '{"others": "nothing"}'),
('pgfiles.read_exif(bytea)', 'computes', $$select pgfiles.read_exif('\xffd8ffd9')$$, '{"others": "may"}'),
('pgfiles.similar_files(uuid,integer)', 'to alice''s own file',
    $$select count(*) from pgfiles.similar_files('{own}', 8)$$, '{"others": "0"}'),
('pgfiles.declare_file_size(uuid,bigint)', 'of alice''s form',
    $$select pgfiles.declare_file_size('{form}', 5)$$, '{"others": "nothing"}'),
('pgfiles.mark_uploaded(uuid[])', 'of alice''s pending upload', $$select pgfiles.mark_uploaded('{{pending}}')$$,
    '{"alice": "may", "boss": "may", "dba": "may", "others": "nothing"}'),
('pgfiles.mark_renewed(uuid,bigint,text)', 'of alice''s pending upload', $$select pgfiles.mark_renewed('{pending}', null, null)$$,
    '{"alice": "may", "others": "nothing"}'),
('pgfiles.mark_aborted(uuid)', 'of alice''s pending upload', $$select pgfiles.mark_aborted('{pending}')$$, '{"others": "nothing"}'),
('pgfiles.sign_uploads(uuid[],integer)', 'of alice''s pending upload',
    $$select url from pgfiles.sign_uploads('{{pending}}', 60)$$, '{"alice": "may", "others": "nothing"}'),
('pgfiles.sign_form(uuid,bigint,bigint,integer)', 'of alice''s form',
    $$select url from pgfiles.sign_form('{form}', 1, 9, 60)$$, '{"alice": "may", "others": "PT404"}'),
('pgfiles.sign_multipart(uuid,text,text,integer[],integer,bigint)', 'of alice''s upload',
    $$select url from pgfiles.sign_multipart('{parts}', 'u', 'abort', '{0}', 60)$$, '{"alice": "may", "others": "PT404"}'),
('pgfiles.sign_downloads(uuid[],text[],integer,boolean,integer)', 'of a file of acme',
    $$select url from pgfiles.sign_downloads('{{own}}', '{original}', 60)$$,
    '{"alice": "may", "bob": "may", "boss": "may", "bot": "may", "dba": "may", "others": "nothing"}'),
('pgfiles.sign_downloads(uuid[],text[],integer,boolean,integer)', 'of an upload under way',
    $$select url from pgfiles.sign_downloads('{{pending}}', '{original}', 60)$$, '{"others": "nothing"}'),
('pgfiles.open_column_url(uuid,text,text,text,text)', 'of a file of acme',
    $$select pgfiles.open_column_url('{own}', 'main', '{key:own}', 'x', '')$$,
    '{"alice": "may", "bob": "may", "boss": "may", "bot": "may", "dba": "may", "others": "nothing"}'),
('pgfiles.open_column_url(uuid,text,text,text,text)', 'of a file of one''s own with the key of another''s',
    $$select pgfiles.open_column_url('{foreign}', 'main', '{key:own}', 'x', '')$$,
    '{"alice": "may", "bob": "may", "boss": "may", "bot": "may", "dba": "may", "others": "nothing"}'),
('pgfiles.files_of_keys(text[])', 'of the key of a file of acme',
    $$select file_id from pgfiles.files_of_keys('{{key:own}}')$$,
    '{"alice": "may", "bob": "may", "boss": "may", "bot": "may", "dba": "may", "others": "nothing"}'),
('pgfiles.java_column_url(text,text,text,text)', 'of a scope that was not opened',
    $$select pgfiles.java_column_url('main off {}', '{key:own}', 'x', '')$$, '{"others": "nothing"}'),
('pgfiles.admit_call(integer)', 'counts a call of the caller''s, and tells him who he is',
    $$select pgfiles.admit_call(1)$$, '{"others": "may"}'),
('pgfiles.record_call(text,uuid[],boolean,integer)', 'counts a call of the caller''s',
    $$select pgfiles.record_call('x', '{{own}}')$$, '{"others": "nothing"}'),
('pgfiles.log_refusal(text,text)', 'writes a line about the caller',
    $$select pgfiles.log_refusal('not_allowed', 'x')$$, '{"idp": "nothing", "others": "nothing"}'),
('pgfiles.log_action(text,uuid[])', 'writes a line about the caller',
    $$select pgfiles.log_action('x', '{{own}}')$$, '{"idp": "nothing", "others": "nothing"}');

create temp view must_be_called as
    select p.oid::regprocedure::text as name
    from pg_proc p
    join pg_namespace n on n.oid = p.pronamespace
    where p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
        and (n.nspname in ('files', 'aws_lambda')
            or n.nspname in ('pgfiles', 'audit', 'identity') and p.prosecdef);
select is_empty(
    $$select name from must_be_called except select function from call$$,
    'every function of the API, and every definer function behind it, has its line here');
select is_empty(
    $$select function from call except select name from must_be_called$$, 'and every line its function');
create temp table call_outcome as
    select c.function, c.situation, p.name as persona,
        pg_temp.outcome(p, c.statement) as actual,
        coalesce(c.outcomes ->> p.name,
            case when p.role in ('anon', 'api_service_idp') then '42501' else c.outcomes ->> 'others' end) as expected
    from call c
    cross join persona p;
select is_empty(
    $$select function, situation, persona, actual, expected from call_outcome where actual <> expected$$,
    'and does for everybody what it should');

-- "nothing" above is said of functions that answer nothing, too: who changed what?
create function pg_temp.changed_by(persona persona, statement text)
    returns boolean
    language plpgsql
as $$
declare
    v_before text := (select md5(string_agg(f::text, '' order by f.id)) from pgfiles.file f);
    v_file record;
    v_is_changed boolean;
begin
    for v_file in select w.name, w.id from world w loop
        statement := replace(statement, '{' || v_file.name || '}', v_file.id::text);
    end loop;
    begin
        perform set_config('role', persona.role, true), set_config('request.jwt.claims', persona.claims, true);
        execute statement;
        perform set_config('role', 'none', true), set_config('request.jwt.claims', '', true);
        v_is_changed := (select md5(string_agg(f::text, '' order by f.id)) from pgfiles.file f) <> v_before;
        raise exception using errcode = 'RLLBK';
    exception when sqlstate 'RLLBK' then
        return v_is_changed;
    end;
end
$$;
select results_eq(
    $$select s.statement, p.name
      from (values ('select pgfiles.mark_aborted(''{pending}'')'), ('select pgfiles.mark_uploaded(''{{pending}}'')')) s (statement)
      cross join persona p
      where p.role not in ('anon', 'api_service_idp') and pg_temp.changed_by(p, s.statement)
      order by 1, 2$$,
    $$values ('select pgfiles.mark_aborted(''{pending}'')', 'alice'),
        ('select pgfiles.mark_uploaded(''{{pending}}'')', 'alice'),
        ('select pgfiles.mark_uploaded(''{{pending}}'')', 'boss'),
        ('select pgfiles.mark_uploaded(''{{pending}}'')', 'dba')$$,
    'a status is changed by nobody but its uploader, an admin, a DBA');
update pgfiles.file set upload_method = 'unsized_put' where id = (select id from world where name = 'form');
select results_eq(
    $$select p.name from persona p
      where p.role not in ('anon', 'api_service_idp') and pg_temp.changed_by(p, 'select pgfiles.declare_file_size(''{form}'', 5)')$$,
    $$values ('alice')$$, 'a size is declared by its uploader only');

-- Helpers that run as their caller can do no more than he; what is neither granted nor called here is out of reach.
select is_empty(
    $$select r.name
      from (select p.oid, p.oid::regprocedure::text as name, p.prosecdef, p.prorettype from pg_proc p
            where p.pronamespace = 'pgfiles'::regnamespace) r
      where has_function_privilege('anon', r.oid, 'execute') and r.name <> 'pgfiles.pre_request()'$$,
    'no helper may be called without a token, but for what PostgREST calls before every request');
select is_empty(
    $$select p.oid::regprocedure from pg_proc p join pg_language l on l.oid = p.prolang
      where p.pronamespace = 'pgfiles'::regnamespace and l.lanname in ('java', 'java_s3', 'plpython3u')
          and p.proname <> 'java_column_url' and has_function_privilege('authenticated', p.oid, 'execute')$$,
    'no client calls Java, but for the column whose scope was opened for him');
select is_empty(
    $$select p.oid::regprocedure from pg_proc p
      where p.pronamespace = any ('{files,pgfiles,aws_lambda,audit}'::regnamespace[])
          and p.prosrc ~* 'set_config\s*\(\s*''(role|request\.)'
          -- It repeats the request's own claims under the names that PostgREST once gave them.
          and p.oid <> 'pgfiles.begin_request(text)'::regprocedure$$,
    'and no function of ours says who the caller is');

select * from finish();
rollback;
