-- What the policy of a file costs: lists are read from an index and end with their page, however many files there are.
-- Fifty organizations of a thousand files, so that the planner decides as it would for many more.
begin;
\ir fixtures.psql
select plan(11);

set local session_replication_role = replica;
insert into app.site (id, organization_id, name)
select ('c0570000-0000-4000-8000-' || lpad((50 * s + o)::text, 12, '0'))::uuid, 'org' || o, 'site'
from generate_series(0, 49) o, generate_series(1, 20) s;
-- A thousand of each organization, one a second: of 20 users and 20 sites, every tenth without a site, every tenth pending.
insert into pgfiles.file
    (id, organization_id, owner_id, entity_type, entity_id, file_name, file_type, file_size, bucket, s3_original_key, status, created_at)
select gen_random_uuid(), 'org' || o, n % 20, case when n / 20 % 10 > 0 then 'site' end,
    case when n / 20 % 10 > 0 then 'c0570000-0000-4000-8000-' || lpad((50 * (1 + n / 50) + o)::text, 12, '0') end,
    n || '.jpg', 'image/jpeg', 1000 + n, 'main', format('org%s/%s', o, n),
    case when n / 20 % 10 = 1 then 'pending' else 'ready' end, now() - make_interval(secs => 50 * n + o)
from generate_series(0, 49) o, generate_series(0, 999) n;
reset session_replication_role;
analyze pgfiles.file;
analyze app.site;

create temp table query (name text, filter text);
insert into query values
    ('latest', ''),
    ('mine', $$where files.files.owner_id = '3'$$),
    ('of_a_site', $$where files.files.entity_type = 'site' and files.files.entity_id = 'c0570000-0000-4000-8000-000000000107'$$);
create temp table caller (name text, claims text);
insert into caller values
    ('owner', '{"role":"authenticated","user":{"organization_id":"org7","user_id":"3","role":"org_client"}}'),
    ('colleague', '{"role":"authenticated","user":{"organization_id":"org7","user_id":"newcomer","role":"org_client"}}'),
    ('admin', '{"role":"authenticated","user":{"organization_id":"org7","user_id":"boss","role":"org_admin"}}');

-- The nodes of the plan of a list, run as PostgREST sends it and as the caller.
create function pg_temp.plan_of(query query, caller caller)
    returns setof jsonb
    language plpgsql
as $$
declare
    v_plan jsonb;
begin
    perform set_config('role', 'authenticated', true), set_config('request.jwt.claims', caller.claims, true);
    execute format($sql$
        explain (analyze, format json)
        with pgrst_source as (
            select files.files.id, files.files.file_name, files.files.download_url from files.files %s
            order by files.files.created_at desc limit 50 offset 0)
        select null::bigint as total_result_set, count(_postgrest_t) as page_total, coalesce(json_agg(_postgrest_t), '[]') as body
        from (select * from pgrst_source) _postgrest_t$sql$, query.filter) into v_plan;
    perform set_config('role', 'none', true);
    return query select jsonb_path_query(v_plan, '$.**[*] ? (exists (@."Node Type"))');
end
$$;

create temp table node as
select distinct q.name as query, c.name as caller, n.node, n.node ->> 'Node Type' as type, n.node ->> 'Index Name' as index,
    n.node ->> 'Index Cond' as condition,
    -- Since PostgreSQL 18 with decimals.
    coalesce((n.node ->> 'Actual Rows')::numeric::integer, 0) as rows,
    coalesce((n.node ->> 'Rows Removed by Filter')::integer, 0) as removed
from query q
cross join caller c
cross join lateral pg_temp.plan_of(q, c) n (node);

select is((select count(distinct (query, caller))::integer from node), 9, 'three lists of three callers');
select is_empty(
    $$select query, caller, type from node where type = 'Seq Scan' and node ->> 'Relation Name' = 'file'$$,
    'no list reads the whole table');
-- A value that is found out once: $0 up to PostgreSQL 16, (InitPlan 1).col1 from 17 on.
select is_empty(
    $$select query, caller, type, condition from node
      where index like 'file\_%' and index <> 'file_by_entity' and condition !~ 'organization_id = (\$|\(InitPlan)'$$,
    'nor files of another organization');
select is_empty(
    $$select query, caller, sum(rows + removed) from node
      where node ->> 'Relation Name' = 'file' and type not like 'Bitmap Index%'
      group by query, caller having sum(rows + removed) > 100$$,
    'a page of 50 looks at a hundred files at most');
select set_eq(
    $$select distinct index from node where query = 'latest' and index like 'file\_%'$$,
    $$values ('file_by_organization')$$, 'the latest come in the order of an index');
select is_empty($$select type from node where query = 'latest' and type ~ 'Sort'$$, 'and are not sorted');
select ok(exists (select from node where query = 'mine' and index = 'file_by_owner'), 'mine come from the index of owners');
select ok(exists (select from node where query = 'of_a_site' and index = 'file_by_entity'), 'those of a site from its own');
select is(
    (select max(rows) from node where query = 'latest' and caller = 'colleague' and type = 'Limit'), 50,
    'a colleague who owns nothing gets a full page');

-- Who the caller is, is asked once for a list and not once for every row.
set local track_functions = 'all';
create function pg_temp.calls(name text) returns bigint language sql volatile as
$$select coalesce((select calls from pg_stat_xact_user_functions where schemaname = 'pgfiles' and funcname = name), 0)$$;
grant execute on function pg_temp.calls(text) to authenticated;
create temp table before as select pg_temp.calls('current_organization_id') as organization, pg_temp.calls('can_see_entity') as entity;
create temp table admin_list as select n.* from caller c cross join lateral pg_temp.plan_of(('latest', '')::query, c) n where c.name = 'admin';
select is(pg_temp.calls('can_see_entity') - entity, 0::bigint, 'an admin''s list asks no entity') from before;
select cmp_ok(pg_temp.calls('current_organization_id') - organization, '<=', 4::bigint, 'nor for each file whose it is') from before;

select * from finish();
rollback;
