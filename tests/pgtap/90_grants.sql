-- The rules that hold for every object, so that a new one cannot forget them.
begin;
\ir fixtures.psql
select plan(11);

create temp view routine as
    select p.oid::regprocedure::text as name, p.oid, p.proname, p.prokind, p.proconfig, p.proacl, p.proowner, p.prosecdef, p.pronamespace, l.lanname
    from pg_proc p
    join pg_language l on l.oid = p.prolang
    where p.pronamespace = any ('{files,pgfiles,audit,aws_lambda}'::regnamespace[]);
create temp view relation as
    select c.oid::regclass::text as name, c.oid, c.relname, c.relkind, c.relacl, c.reloptions, c.relrowsecurity, c.relnamespace
    from pg_class c
    where c.relnamespace = any ('{files,pgfiles,audit,aws_lambda}'::regnamespace[]);

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
        and r.relname not in ('bucket', 'bucket_route', 'default_setting', 'entity_type', 'error', 'hook', 'lambda_function', 'setting', 'variant_spec', 'watermark')$$,
    'row-level security is on for every table but configuration');
select is_empty(
    $$select r.name from routine r where r.lanname = 'plpgsql' and r.prokind <> 'p'
        and not coalesce('search_path=pg_catalog, pg_temp' = any (r.proconfig), false)$$,
    'every PL/pgSQL function pins its search_path');
select set_eq(
    $$select r.proname::text from routine r where r.prosecdef$$,
    array['declare_file_size', 'java_column_url', 'log_action', 'mark_aborted', 'mark_arrived', 'mark_released', 'mark_uploaded', 'open_column_url', 'read_exif', 'sign_downloads', 'sign_form', 'sign_multipart', 'sign_uploads', 'similar_files'],
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

select * from finish();
rollback;
