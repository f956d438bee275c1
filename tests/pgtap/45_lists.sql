-- The lists that people ask for read a page, however large the organization: for an owner, a colleague who sees files through
-- their sites, and an admin; with fresh statistics, and with those of a time when there were few files and none on its way.
begin;
\ir fixtures.psql
select plan(16);

set local session_replication_role = replica;
\ir no_files.psql
create function pg_temp.organization(n integer) returns text language sql as
    $$select case when n % 3 > 0 then 'large' when n % 600 = 0 then 'small' else 'another' || n / 3 % 200 end$$;
insert into app.site (id, organization_id, name)
select ('11570000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, pg_temp.organization(n), 'site'
from generate_series(0, 599) n;

-- So many files, one a minute, two thirds of them large's, the others of 200 organizations: of 80 users, one who has a fifth of all, and 600 sites, every tenth without a site. Of 100 one failed and
-- two were rejected, every third one of those into quarantine; two thirds know when they were taken.
create function pg_temp.fill(first integer, last integer)
    returns void
    language sql
as $$
    insert into pgfiles.app_user (id, organization_id, user_id)
    select ('11570001-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, pg_temp.organization(n), n
    from generate_series(0, 99) n
    on conflict do nothing;
    insert into pgfiles.file
        (id, organization_id, owner_id, uploader_id, entity_type, entity_id, file_name, file_type, file_size, sha256, bucket,
        s3_original_key, status, status_reason, captured_at, created_at, processed_at)
    select pgfiles.uuid_v7_at((extract(epoch from a.t) * 1000000)::bigint), pg_temp.organization(n), case when n % 5 = 0 then 'busy' else (n % 100)::text end,
        ('11570001-0000-4000-8000-' || lpad((n % 100)::text, 12, '0'))::uuid, case when n % 10 > 0 then 'site' end,
        case when n % 10 > 0 then '11570000-0000-4000-8000-' || lpad((n % 600)::text, 12, '0') end,
        n || '.jpg', 'image/jpeg', n, encode(sha256(n::text::bytea), 'hex'), 'main', 'large/' || n, s.status,
        case when s.status <> 'ready' then case when n % 3 = 1 then 'quarantined' else 'wrong_type' end end,
        case when n % 9 > 2 then a.t - make_interval(hours => n * 7919 % 9000) end, a.t, a.t
    from generate_series(first, last) n
    cross join lateral (select now() - make_interval(mins => 30000 - n)) a (t)
    cross join lateral (
        select case n * 7919 % 100 when 1 then 'failed' when 2 then 'rejected' when 3 then 'rejected' else 'ready' end) s (status)
$$;
select pg_temp.fill(0, 299);
analyze pgfiles.file;
select pg_temp.fill(300, 17999);
-- And somebody else's import that has just begun.
insert into pgfiles.file
    (organization_id, owner_id, entity_type, entity_id, file_name, file_type, file_size, bucket, s3_original_key, created_at)
select 'large', 'importer', 'site', '11570000-0000-4000-8000-' || lpad((n % 600)::text, 12, '0'), n || '.jpg', 'image/jpeg', n, 'main',
    'large/import/' || n, clock_timestamp()
from generate_series(1, 2000) n;
reset session_replication_role;
analyze app.site;

create temp table list (name text, filter text, sort text);
insert into list values
    ('ready', 'is_ready is true', 'created_at desc'),
    ('older than', 'created_at < now() - interval ''15000 min''', 'created_at desc'),
    ('some hours', 'created_at >= now() - interval ''15000 min'' and created_at < now() - interval ''14800 min''', 'created_at desc'),
    ('by id, older than', format('id < %L', pgfiles.uuid_v7_at((extract(epoch from now() - interval '15000 min') * 1000000)::bigint)), 'id desc'),
    ('oldest', 'true', 'id'),
    ('of an entity', 'entity_type = ''site'' and entity_id = ''11570000-0000-4000-8000-000000000001''', 'created_at desc'),
    ('of an entity whose type is not told', 'entity_id = ''11570000-0000-4000-8000-000000000001''', 'created_at desc'),
    ('the last of an entity', 'entity_id = ''11570000-0000-4000-8000-000000000001''', 'id desc'),
    ('of an owner', 'owner_id = ''4''', 'created_at desc'),
    ('of a busy owner', 'owner_id = ''busy''', 'created_at desc'),
    ('of an uploader', 'uploader_id = ''11570001-0000-4000-8000-000000000004''', 'created_at desc'),
    ('failed', 'problem = ''failed''', 'created_at desc'),
    ('rejected of an owner', 'problem = ''rejected'' and owner_id = ''4''', 'created_at desc'),
    ('quarantined of an owner', 'problem = ''quarantined'' and owner_id = ''4''', 'created_at desc'),
    ('on their way, of an owner', 'is_ready is null and owner_id = ''4''', 'created_at desc'),
    ('on their way, of a busy owner', 'is_ready is null and owner_id = ''busy''', 'created_at desc'),
    ('one of a busy owner', format('id = %L and owner_id = ''busy''', (select id from pgfiles.file where organization_id = 'large' and owner_id = 'busy' limit 1)), 'id'),
    ('fifty by their ids', format('id = any (%L)', array(select id from pgfiles.file where organization_id = 'large' limit 50)), 'id'),
    ('the same bytes', 'sha256 = encode(sha256(''5000''), ''hex'')', 'created_at desc'),
    ('a key', 's3_original_key = ''large/5000''', 'created_at desc'),
    ('a gallery', 'true', 'captured_at desc nulls last'),
    ('a gallery, as PostgREST sorts', 'captured_at is not null', 'captured_at desc'),
    ('a gallery from its beginning', 'true', 'captured_at'),
    ('a gallery, older than', 'captured_at < now() - interval ''300 days''', 'captured_at desc nulls last'),
    ('a day of a gallery', 'captured_at >= now() - interval ''301 days'' and captured_at < now() - interval ''300 days''',
        'captured_at desc nulls last');
create temp table admins_list (like list);
insert into admins_list values
    ('all', 'true', 'created_at desc'),
    ('all, in a firm order', 'true', 'created_at desc, id desc'),
    ('rejected', 'problem = ''rejected''', 'created_at desc'),
    ('in quarantine', 'problem = ''quarantined''', 'created_at desc');
create temp table caller (name text, claims text);
insert into caller values
    ('owner', '{"role":"authenticated","user":{"organization_id":"large","user_id":"4","role":"org_client"}}'),
    ('colleague', '{"role":"authenticated","user":{"organization_id":"large","user_id":"newcomer","role":"org_client"}}'),
    ('admin', '{"role":"authenticated","user":{"organization_id":"large","user_id":"boss","role":"org_admin"}}'),
    ('admin of small', '{"role":"authenticated","user":{"organization_id":"small","user_id":"boss","role":"org_admin"}}');

-- What a page of 50 reads: rows of files and sites, and entries of an index that is read whole before any row is.
create temp table reading (state text, list text, caller text, rows bigint, found bigint, is_sorted boolean);
create function pg_temp.read(state text, list list, caller caller)
    returns void
    language plpgsql
as $$
declare
    v_plan jsonb;
begin
    perform set_config('role', 'authenticated', true), set_config('request.jwt.claims', caller.claims, true);
    execute format($sql$
        explain (analyze, timing off, format json)
        with pgrst_source as (
            select files.files.id, files.files.file_name, files.files.status, files.files.captured_at
            from files.files where %s order by %s limit 50 offset 0)
        select null::bigint as total_result_set, count(_postgrest_t) as page_total, coalesce(json_agg(_postgrest_t), '[]') as body
        from (select * from pgrst_source) _postgrest_t$sql$, list.filter, list.sort) into v_plan;
    perform set_config('role', 'none', true), set_config('request.jwt.claims', '', true);
    insert into reading
    select state, list.name, caller.name,
        sum((n ->> 'Actual Loops')::numeric * ((n ->> 'Actual Rows')::numeric + coalesce((n ->> 'Rows Removed by Filter')::numeric, 0)
            + coalesce((n ->> 'Rows Removed by Index Recheck')::numeric, 0)))
            filter (where n ->> 'Relation Name' in ('file', 'site') or n ->> 'Node Type' = 'Bitmap Index Scan'),
        max((n ->> 'Actual Rows')::numeric::bigint) filter (where n ->> 'Node Type' = 'Limit'),
        bool_or(n ->> 'Node Type' = 'Sort')
    from jsonb_path_query(v_plan, 'strict $.** ? (exists (@."Node Type"))') n;
end
$$;
create function pg_temp.read_all(state text)
    returns void
    language sql
as $$
    select pg_temp.read(state, l, c) from list l cross join caller c;
    select pg_temp.read(state, row(l.*)::list, c) from admins_list l cross join caller c where c.name like 'admin%';
$$;
select pg_temp.read_all('stale');
analyze pgfiles.file;
select pg_temp.read_all('fresh');

select is((select count(*)::integer from reading), 216, 'every list of every caller was read');
select is_empty(
    $$select list, caller, rows from reading where state = 'fresh' and rows > 500 order by rows desc$$,
    'fresh statistics: none reads more than ten times its page');
select is_empty(
    $$select list, caller, rows from reading where state = 'stale' and rows > 500 order by rows desc$$,
    'stale ones: neither');
select is_empty(
    $$select distinct list from reading r
      where caller = 'admin' and found < 50
          and list not in ('on their way, of an owner', 'on their way, of a busy owner', 'one of a busy owner', 'the same bytes', 'a key', 'of an entity', 'of an entity whose type is not told',
              'the last of an entity', 'rejected of an owner', 'quarantined of an owner', 'a day of a gallery')$$,
    'and the lists are not empty');
select is_empty(
    $$select list, caller from reading where state = 'fresh' and is_sorted and (list like 'a gallery%' or list in ('ready', 'by id', 'all'))$$,
    'galleries and the latest come in the order of an index');

-- A colleague's first page of all files lies behind what somebody is just uploading; so he asks for what is ready.
insert into list values ('first page', 'true', 'created_at desc');
select pg_temp.read('fresh', l, c) from list l, caller c where l.name = 'first page' and c.name = 'colleague';
select cmp_ok(rows, '>', 2000::bigint, 'the import lies before a colleague''s first page of all files')
from reading where list = 'first page';
select cmp_ok(max(rows), '<', 200::bigint, 'but not before that of the ready ones')
from reading where list = 'ready' and caller = 'colleague';

-- What is ready, on its way, or in trouble.
create temp table state_told as
select f.status, f.status_reason = 'quarantined' as is_quarantined, f.is_ready, f.problem from pgfiles.file f where f.organization_id = 'large';
select set_eq('select distinct status, is_quarantined, is_ready, problem from state_told',
    $$values ('ready', null, true, null), ('failed', true, false, 'failed'), ('failed', false, false, 'failed'),
        ('rejected', true, false, 'quarantined'), ('rejected', false, false, 'rejected'), ('pending', null, null, null)$$,
    'is_ready and problem say what status says');
select is_empty($$select indexrelid::regclass from pg_index i where indrelid = 'pgfiles.file'::regclass and indisunique and not exists (
        select from pg_attribute a where a.attrelid = i.indrelid and a.attname = 'id' and a.attnum = any (i.indkey))$$,
    'nothing without the id is unique: partitions by id stay possible');

-- What changes on a file's way is in no index and in no condition of one, so that its versions leave the indexes alone. When it was over
-- changes with is_ready.
select is_empty(
    $$select i.indexrelid::regclass, a.attname
      from pg_index i
      join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = i.indexrelid and d.refobjid = i.indrelid
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = d.refobjsubid
      where i.indrelid = 'pgfiles.file'::regclass
          and a.attname in ('status', 'status_reason', 'status_detail', 'uploaded_at', 'processed_at', 'variants', 'exif')
          and (i.indexrelid::regclass::text, a.attname) <> ('pgfiles.file_ended', 'processed_at')$$,
    'what changes is in no index');

-- Room in the page is not what is tested.
alter table pgfiles.file set (fillfactor = 10);
create function pg_temp.updates(out n bigint, out hot bigint) language sql volatile as
    $$select n_tup_upd, n_tup_hot_upd from pg_stat_xact_user_tables where relid = 'pgfiles.file'::regclass$$;
create temp table life (step text, n bigint, hot bigint);
set local role authenticated;
set local request.jwt.claims = :'alice';
create temp table uploaded as select (files.generate_upload_url('site', :site, n || '.jpg', 'image/jpeg', 5)).file_id from generate_series(1, 3) n;
reset role;
grant all on uploaded to authenticated;
insert into life select 'begun', u.* from pg_temp.updates() u;
set local role authenticated;
select from files.confirm_uploads(array(select file_id from uploaded));
reset role;
insert into life select 'confirmed', u.* from pg_temp.updates() u;
select from pgfiles.claim_jobs(100);
insert into life select 'claimed', u.* from pg_temp.updates() u;
select results_eq(
    'select step, n - lag(n) over w, hot - lag(hot) over w from life window w as (order by n) offset 1',
    $$values ('confirmed', 3::bigint, 3::bigint), ('claimed', 3, 3)$$,
    'confirmed and claimed, a file''s new version leaves all indexes alone');
select pg_temp.make_ready(file_id) from uploaded;
select set_eq('select status, is_ready, problem from pgfiles.file where id in (select file_id from uploaded)',
    $$values ('ready', true, null::text)$$, 'then it is ready');

-- Who deletes a user or looks for a key does not read the table.
create function pg_temp.plan_of(query text) returns setof text language plpgsql as $$begin return query execute 'explain ' || query; end$$;
select matches(string_agg(line, e'\n'), 'file_by_key', 'a key is found by its hash')
from pg_temp.plan_of('select from pgfiles.file f where f.s3_original_key = ''large/5000''') line;
select matches(string_agg(line, e'\n'), 'file_by_uploader', 'an uploader''s files by the uploader alone')
from pg_temp.plan_of('select from pgfiles.file f where f.uploader_id = ''11570001-0000-4000-8000-000000000004''') line;
select has_column('files', 'files', 'problem', 'clients can ask for problems');
select has_column('files', 'files', 'is_ready', 'and for what is ready');

select * from finish();
rollback;
