-- The rules that hold for every object, so that a new one cannot forget them.
begin;
\ir fixtures.psql
select plan(22);

create temp view routine as
    select p.oid::regprocedure::text as name, p.oid, p.proname, p.prokind, p.proconfig, p.proacl, p.proowner, p.prosecdef, p.pronamespace, l.lanname
    from pg_proc p
    join pg_language l on l.oid = p.prolang
    where p.pronamespace = any ('{files,pgfiles,identity,audit,aws_lambda}'::regnamespace[]);
create temp view relation as
    select c.oid::regclass::text as name, c.oid, c.relname, c.relkind, c.relacl, c.reloptions, c.relrowsecurity, c.relnamespace
    from pg_class c
    where c.relnamespace = any ('{files,pgfiles,identity,audit,aws_lambda}'::regnamespace[]);

select is_empty(
    $$select r.name from routine r, aclexplode(coalesce(r.proacl, acldefault('f', r.proowner))) a where a.grantee = 0$$,
    'nothing may be executed by public');
select is_empty(
    $$select r.name from relation r, aclexplode(r.relacl) a where a.grantee = 0 and r.relkind in ('r', 'v')$$,
    'nothing may be read by public');
select is_empty(
    $$select r.name from relation r where r.relkind = 'v' and not coalesce('security_invoker=true' = any (r.reloptions), false)$$,
    'every view runs as its reader');
select is_empty(
    $$select r.name from relation r where r.relkind = 'r' and not r.relrowsecurity
        and r.relname not in ('bucket', 'bucket_route', 'default_setting', 'effective_setting', 'entity_type', 'error', 'lambda_function', 'setting', 'variant_spec')$$,
    'row-level security is on for every table but configuration');
select is_empty(
    $$select r.name from routine r where r.lanname = 'plpgsql' and r.prokind <> 'p'
        and not coalesce('search_path=pg_catalog, pg_temp' = any (r.proconfig), false)$$,
    'every PL/pgSQL function pins its search_path');
select set_eq(
    $$select r.proname::text from routine r where r.prosecdef$$,
    array['actions_about', 'admit_call', 'compile_entity_access', 'compile_shown_moment', 'count_change', 'count_usage', 'declare_file_size', 'files_of_keys', 'fold_some_usage', 'follow_entity_tables', 'java_column_url', 'log_action', 'log_change', 'log_refusal', 'mark_aborted',
        'mark_arrived', 'mark_released', 'mark_uploaded', 'open_column_url', 'pre_request', 'read_exif', 'record_call', 'refuse_drop', 'save_user', 'sign_downloads', 'sign_form',
        'sign_multipart', 'sign_uploads', 'similar_files'],
    'these functions run as their owner, and each checks its caller first');
select is_empty(
    $$select r.name from routine r where r.prosecdef and r.proname <> 'java_column_url' and not coalesce('search_path=pg_catalog, pg_temp' = any (r.proconfig), false)$$,
    'and pins its search_path');
select is_empty(
    $$select r.name from routine r where obj_description(r.oid, 'pg_proc') is null$$, 'every function has a comment');
select is_empty(
    $$select r.name from relation r where r.relkind in ('r', 'v') and obj_description(r.oid, 'pg_class') is null$$,
    'every table and view has a comment');
select is_empty(
    $$select r.name || '.' || a.attname from relation r join pg_attribute a on a.attrelid = r.oid
        where r.relkind in ('r', 'v', 'c') and a.attnum > 0 and not a.attisdropped
            and col_description(r.oid, a.attnum) is null$$,
    'every column has a comment');
select is_empty(
    $$select r.proname from routine r where r.pronamespace = 'files'::regnamespace group by r.proname having count(*) > 1$$,
    'no function of the API is overloaded');

-- What each kind of access lets a role call.
create role test_none nologin;
create role test_read nologin;
create role test_write nologin;
create role test_admin nologin;
create role test_service nologin;
select files.grant_api_to(('test_' || access)::regrole, access) from unnest('{none,read,write,admin,service}'::text[]) access;
create function pg_temp.rpcs(role text) returns setof text language sql as $$
    select r.proname::text from routine r where r.pronamespace = 'files'::regnamespace and has_function_privilege(role, r.oid, 'execute')
$$;
create temp table rpc (access text, name text);
insert into rpc
select 'read', unnest('{download_url,find_actions,find_similar,generate_download_url,generate_download_urls,parse_exif,thumbnail_large_url,thumbnail_medium_url,thumbnail_small_url}'::text[])
union all
select 'write', unnest('{abort_multipart_upload,attach_file,attach_files,complete_multipart_upload,confirm_upload,confirm_uploads,create_multipart_upload,
    generate_upload_form,generate_upload_url,generate_upload_urls,get_upload_url,get_upload_url_sync,list_parts,release_file,release_files,request_upload_url,sign_part,sign_parts}'::text[])
union all
select 'service', unnest('{s3_event,sync_user}'::text[])
union all
select 'dba', unnest('{doctor,grant_api_to,reread_exif,retry_jobs,revoke_api_from,stop_workers}'::text[]);
select is_empty($$select pg_temp.rpcs('test_none')$$, 'access none calls nothing');
select set_eq($$select pg_temp.rpcs('test_read')$$, $$select name from rpc where access = 'read'$$, 'access read downloads');
select set_eq($$select pg_temp.rpcs('test_write')$$, $$select name from rpc where access in ('read', 'write')$$, 'access write uploads, too');
select set_eq($$select pg_temp.rpcs('test_admin')$$, $$select name from rpc where access in ('read', 'write', 'admin')$$, 'access admin has all of it');
select set_eq($$select pg_temp.rpcs('test_service')$$, $$select name from rpc where access = 'service'$$, 'access service is for events');
select set_eq($$select proname::text from routine where pronamespace = 'files'::regnamespace$$, 'select name from rpc',
    'every function of the API has its access, or is a DBA''s');
select ok(not has_table_privilege('test_read', 'files.files', 'insert')
    and not has_any_column_privilege('test_read', 'pgfiles.file', 'insert, update'), 'access read writes no file');
select throws_ok($$select files.grant_api_to('test_read', 'all')$$, '22023', 'Invalid argument', 'there is no other access');

-- With access read alone, reading works: nothing that it needs is missing.
insert into pgfiles.file (id, organization_id, owner_id, file_name, file_type, file_size) values
    ('5eed0000-0000-7000-8000-00000000000f', 'acme', '1', 'a.jpg', 'image/jpeg', 1);
select pg_temp.make_ready('5eed0000-0000-7000-8000-00000000000f');
set local role test_read;
set local request.jwt.claims = :'alice';
select matches(concat_ws(' ', f.download_url, (files.generate_download_url(f.id)).url, (select u.url from files.generate_download_urls(array[f.id]) u)),
    'Signature=.* http.*Signature=.* http.*Signature=', 'a reader gets every kind of download URL') from files.files f;
select throws_ok($$select files.generate_upload_url(null, null, 'a.jpg', 'image/jpeg', 1)$$, '42501', null, 'and none to upload');
reset role;

select files.revoke_api_from(('test_' || access)::regrole) from unnest('{none,read,write,admin,service}'::text[]) access;
select lives_ok('drop role test_none, test_read, test_write, test_admin, test_service', 'what was granted is taken back, to the last of it');

select * from finish();
rollback;
