-- What each kind of access lets a role call, and that it can be taken back.
begin;
\ir fixtures.psql
select plan(10);

-- Who may call what stands in 90_who_may_what.sql, and what must hold for every object in tests/check/lint.sql.
create role test_none nologin;
create role test_read nologin;
create role test_write nologin;
create role test_admin nologin;
create role test_service nologin;
select files.grant_api_to(('test_' || access)::regrole, access) from unnest('{none,read,write,admin,service}'::text[]) access;
create function pg_temp.rpcs(role text) returns setof text language sql as $$
    select p.proname::text from pg_proc p where p.pronamespace = 'files'::regnamespace and has_function_privilege(role, p.oid, 'execute')
$$;
select is_empty($$select pg_temp.rpcs('test_none')$$, 'access none calls nothing');
select set_has($$select pg_temp.rpcs('test_write')$$, $$select pg_temp.rpcs('test_read')$$, 'access write has all of read');
select set_has($$select pg_temp.rpcs('test_admin')$$, $$select pg_temp.rpcs('test_write')$$, 'access admin has all of write');
select set_hasnt($$select pg_temp.rpcs('test_service')$$, $$select pg_temp.rpcs('test_admin')$$, 'access service is for events alone');
-- As docs/reference/access.md, which is made of the same rows, tells it.
select results_eq(
    $$select distinct access, o.schema || '.' || o.name collate "C"
      from unnest('{none,read,write,admin,service}'::text[]) access
      cross join lateral (
          select p.pronamespace::regnamespace::text, p.proname::text from pg_proc p where has_function_privilege('test_' || access, p.oid, 'execute')
          union all
          select c.relnamespace::regnamespace::text, c.relname::text from pg_class c
          where has_table_privilege('test_' || access, c.oid, 'select') or has_any_column_privilege('test_' || access, c.oid, 'select, insert, update')
      ) o (schema, name)
      where o.schema in ('files', 'pgfiles')
      order by 1, 2$$,
    $$select distinct l.access, g.object collate "C"
      from pgfiles.api_grant g
      cross join (values
          ('none', '{none}'::text[]), ('read', '{none,read}'), ('write', '{none,read,write}'), ('admin', '{none,read,write,admin}'), ('service', '{none,service}')
      ) l (access, has)
      where g.privilege !~ 'schema' and g.extension = 'pgfiles' and g.access = any (l.has)
      order by 1, 2$$, 'each access has in the catalogue what is listed, and nothing else');
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
