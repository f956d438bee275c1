-- Rules that every object of ours keeps, one query each. Prints a line for each object that breaks one; nothing where all is
-- well. The queries do not ask whom an object belongs to, so members of the extension are looked at like everything else.
--
-- Each lint has a bad example beside it, which is made, added to the extension, and rolled back again: a lint that overlooks its
-- example is reported, too. So is an exception that nothing needs any more.
--
-- What is no lint, and why. Definer functions belong to whoever created the extension, a superuser whom row-level security
-- never holds back: FORCE ROW LEVEL SECURITY would change nothing for them, and would shut them out if the owner were an ordinary
-- role. So no table is forced, and each definer function checks its caller itself (tests/pgtap/90_who_may_what.sql).
\set QUIET 1
begin;

create temp view our_schema as
    select n.oid, n.nspname
    from pg_namespace n
    where n.nspname in ('files', 'pgfiles', 'audit', 'identity', 'aws_lambda');
create temp view relation as
    select c.*, c.oid::regclass::text as name
    from pg_class c
    join our_schema s on s.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f', 'c');
create temp view routine as
    select p.*, p.oid::regprocedure::text as name, l.lanname
    from pg_proc p
    join our_schema s on s.oid = p.pronamespace
    join pg_language l on l.oid = p.prolang;
-- What may ask for a setting; the two functions that are written from all of them do not.
create temp view asking as
    select r.name, coalesce(pg_get_function_sqlbody(r.oid), r.prosrc) as text
    from routine r
    where r.proname not in ('setting', 'claim_paths')
    union all
    select r.name, pg_get_viewdef(r.oid) from relation r where r.relkind = 'v';
create temp view policy as
    select p.*, p.polname || ' on ' || r.name as name,
        concat_ws(' ', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) as condition
    from pg_policy p
    join relation r on r.oid = p.polrelid;
create temp view key_columns as
    select i.*, i.indexrelid::regclass::text as name, i.indkey::text as columns, i.indclass::text as classes, i.indoption::text as directions,
        coalesce(pg_get_expr(i.indpred, i.indrelid), '') as condition,
        coalesce(pg_get_expr(i.indexprs, i.indrelid), '') as expressions, a.amname
    from pg_index i
    join relation r on r.oid = i.indrelid
    join pg_class c on c.oid = i.indexrelid
    join pg_am a on a.oid = c.relam;

create temp table lint (name text primary key, sentence text, query text, bad_example text);
insert into lint values
('table_in_api_schema', 'PostgREST would serve it; the API is views and functions',
    $$select name from relation where relnamespace = 'files'::regnamespace and relkind in ('r', 'p', 'm', 'f')$$,
    'create table files.bad (id integer)'),
('no_row_security', 'row-level security is off',
    $$select name from relation where relkind in ('r', 'p') and not relrowsecurity$$,
    'create table pgfiles.bad (id integer)'),
('forced_row_security', 'row-level security is forced, which only a definer function would feel',
    $$select name from relation where relforcerowsecurity$$,
    'create table pgfiles.bad (id integer); alter table pgfiles.bad force row level security'),
('policy_without_effect', 'it has a policy and row-level security is off',
    $$select distinct r.name from policy p join relation r on r.oid = p.polrelid where not r.relrowsecurity$$,
    'create table pgfiles.bad (id integer); create policy bad on pgfiles.bad using (id = 1)'),
('policy_always_true', 'lets every row through',
    $$select name from policy where condition ~ '(^| )true$' and polcmd <> 'r'$$,
    'create table pgfiles.bad (id integer); create policy bad on pgfiles.bad using (true)'),
('policy_call_per_row', 'asks for the caller once for every row; wrap the call in (select ...)',
    $$select name from policy
      where regexp_replace(condition, '\( SELECT [a-z_.]+\([^()]*\)[^()]*\)', '', 'g')
          ~ '\y(current_\w+|session_user|is_org_admin|is_dba|claims?|setting|has_\w+_privilege)\y'$$,
    'create table pgfiles.bad (id text);
     create policy bad on pgfiles.bad using (id = pgfiles.current_user_id())'),
('several_permissive_policies', 'each of them is evaluated for every row; join them with or',
    $$select r.name || ' for ' || c.command::text
      from policy p
      join relation r on r.oid = p.polrelid
      cross join unnest(p.polroles) u (role)
      cross join unnest('{r,a,w,d}'::"char"[]) c (command)
      where p.polpermissive and p.polcmd in (c.command, '*')
      group by r.name, u.role, c.command having count(*) > 1$$,
    'create table pgfiles.bad (id integer);
     create policy bad1 on pgfiles.bad for select using (id = 1);
     create policy bad2 on pgfiles.bad using (id = 2)'),
('view_runs_as_owner', 'has no security_invoker = true, so its owner''s rights decide',
    $$select name from relation where relkind = 'v' and not coalesce('security_invoker=true' = any (reloptions), false)$$,
    'create view files.bad as select id from pgfiles.file'),
('no_primary_key', 'has no primary key',
    $$select name from relation r where relkind in ('r', 'p')
          and not exists (select from pg_index i where i.indrelid = r.oid and i.indisprimary)$$,
    'create table pgfiles.bad (id integer)'),
('unindexed_foreign_key', 'has no index that begins with its columns: deleting what it refers to reads the whole table',
    $$select k.conrelid::regclass || '.' || k.conname
      from pg_constraint k
      join relation r on r.oid = k.conrelid
      where k.contype = 'f' and not exists (
          select from pg_index i
          where i.indrelid = k.conrelid and i.indisvalid
              and (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] @> k.conkey
              -- A foreign key looks for a value, so an index of what is not null serves.
              and coalesce(pg_get_expr(i.indpred, i.indrelid), '') !~ '(AND|OR|[=<>])')$$,
    'create table pgfiles.bad (bucket text references pgfiles.bucket (name))'),
('duplicate_index', 'another index has the same columns, or more after them',
    $$select i.name || ' and ' || o.name
      from key_columns i
      join key_columns o on o.indrelid = i.indrelid and o.indexrelid <> i.indexrelid
          and o.amname = i.amname and o.condition = i.condition and o.expressions = i.expressions
          and starts_with(o.columns || ' ', i.columns || ' ') and starts_with(o.classes || ' ', i.classes || ' ')
          and starts_with(o.directions || ' ', i.directions || ' ')
      where (not i.indisunique or o.indisunique and o.columns = i.columns)
          and (o.columns <> i.columns or i.indexrelid > o.indexrelid)$$,
    'create index bad on pgfiles.job (file_id)'),
('type_that_blocks_pg_upgrade', 'holds an oid that another cluster gives to something else',
    $$select r.name || '.' || a.attname
      from relation r
      join pg_attribute a on a.attrelid = r.oid and not a.attisdropped
      join pg_type t on t.oid = a.atttypid
      left join pg_type e on e.oid = t.typelem
      where r.relkind in ('r', 'p', 'm') and coalesce(e.typname, t.typname) in (
          'regcollation', 'regconfig', 'regdictionary', 'regnamespace', 'regoper', 'regoperator', 'regproc', 'regprocedure')$$,
    'create table pgfiles.bad (id regprocedure primary key)'),
('readable_by_anon', 'may be read or written without a token',
    $$select r.name
      from relation r
      cross join pg_roles a
      where a.rolname = 'anon' and r.relkind <> 'c' and r.relnamespace <> 'files'::regnamespace
          and (has_table_privilege(a.oid, r.oid, 'select, insert, update, delete, truncate')
              or has_any_column_privilege(a.oid, r.oid, 'select, insert, update'))$$,
    'grant select (id) on pgfiles.file to anon'),
('writable_by_anon', 'changes something and may be called without a token',
    $$select r.name from routine r cross join pg_roles a
      where a.rolname = 'anon' and r.provolatile = 'v' and r.pronamespace in ('files'::regnamespace, 'aws_lambda'::regnamespace)
          and has_function_privilege(a.oid, r.oid, 'execute')$$,
    'grant execute on function files.confirm_upload(uuid) to anon'),
('granted_to_public', 'public may use it: every role, and anon with it',
    $$select r.name from routine r, aclexplode(coalesce(r.proacl, acldefault('f', r.proowner))) a where a.grantee = 0
      union all
      select r.name from relation r, aclexplode(r.relacl) a where a.grantee = 0 and r.relkind <> 'c'
      union all
      select s.nspname from pg_namespace s join our_schema o using (oid), aclexplode(s.nspacl) a where a.grantee = 0$$,
    'create function pgfiles.bad() returns integer language sql stable as $x$select 1$x$'),
('search_path_not_pinned', 'resolves names by the caller''s search_path',
    $$select name from routine
      where lanname not in ('java', 'java_s3', 'plpython3u')
          and prosqlbody is null
          and not coalesce('search_path=pg_catalog, pg_temp' = any (proconfig), false)
          -- It commits, which a set clause would forbid.
          and prokind <> 'p'$$,
    $x$create function pgfiles.bad() returns integer language plpgsql as $$begin return 1; end$$$x$),
('overloaded_in_api', 'PostgREST chooses among functions of one name by their arguments'' names, and may not be able to',
    $$select pronamespace::regnamespace || '.' || proname from routine
      where pronamespace = 'files'::regnamespace group by pronamespace, proname having count(*) > 1$$,
    'create function files.confirm_upload(id text) returns integer language sql stable as $$select 1$$'),
('named_row_argument', 'PostgREST serves it as an RPC, where a client makes up the row',
    $$select r.name from routine r
      join pg_type t on t.oid = any (r.proargtypes::oid[]) and t.typtype = 'c'
      where r.pronamespace = 'files'::regnamespace and r.proargnames[1] <> ''$$,
    'create function files.bad(file files.files) returns text language sql stable as $$select file.bucket$$'),
('retried_error', '40001: PostgREST repeats the request for ever',
    $$select name from routine where prosrc ~ '40001|serialization_failure'$$,
    $x$create function pgfiles.bad() returns void language plpgsql as
       $$begin raise exception using errcode = '40001'; end$$$x$),
('swallows_timeout', 'catches the cancellation that ends a request',
    $$select name from routine where prosrc ~* 'query_canceled|57014'$$,
    $x$create function pgfiles.bad() returns void language plpgsql as
       $$begin perform 1; exception when query_canceled then null; end$$$x$),
('raises_by_itself', 'raises no error of the catalogue; a MESSAGE that varies gets into the HTTP status line',
    $$select name from routine where prosrc ~* '\yraise\s+(?!notice|warning|info|log|debug)\S'$$,
    $x$create function pgfiles.bad() returns void language plpgsql as
       $$begin raise sqlstate 'PT404' using message = 'no file ' || current_user; end$$$x$),
('error_varies', 'has no message of one printable ASCII line, or a status that its SQLSTATE does not give',
    $$select code from pgfiles.error
      where message !~ '^[ -~]+$' or sqlstate like 'PT%' and substr(sqlstate, 3) <> http_status::text or sqlstate like '40%'$$,
    $$insert into pgfiles.error values ('bad', 'PT404', 400, 'Bad', 'never')$$),
('line_by_hand', 'builds a line for Java itself: its fields are not all escaped, as those of request_line and profile_line are',
    $$select name from routine r
      where r.prosrc ~ '(concat_ws\(\s*|\|\|\s*|array_to_string\([^)]*,\s*)E''\\t'''$$,
    $$create function pgfiles.bad(key text) returns text language sql
      as 'select pgfiles.java_sign_form('''', 1, 1, 1, concat_ws(E''\t'', key, ''Content-Type''))'$$),
('look_up_beside_a_condition', 'looks a file or a job up by its key beside another condition, whose index the planner may take and read whole: '
        'the key alone behind "offset 0", the conditions outside',
    $$select name from routine r
      where regexp_replace(regexp_replace(r.prosrc, '--[^\n]*', '', 'g'), '\s+', ' ', 'g')
          ~ '(from|join|update) pgfiles\.(file|job) (\w+) (set [^;]*? )?(on|where) (\3\.[^;()]* and )?\3\.(id|file_id) = [^ ;]+( \([^()]*\))? and ((?!\y(returning|select|from|union)\y)[^;])*\y\3\.'$$,
    $$create function pgfiles.bad(a uuid) returns bigint language sql
      as 'select count(*) from pgfiles.file f where f.id = a and f.status = ''pending'''$$),
('index_with_jit', 'forbids sequential scans, and so makes the plan of a small table look as dear as one that is worth compiling: '
        'a tenth of a second for each call; set jit = off, too',
    $$select name from routine
      where proconfig @> '{enable_seqscan=off}' and not proconfig @> '{jit=off}'$$,
    $x$create function pgfiles.bad() returns integer language sql stable set search_path = pg_catalog, pg_temp set enable_seqscan = off
       as 'select 1'$x$),
('verb_of_another_kind', 'has the verb of functions that return something else, or run as somebody else, see CONTRIBUTING.md',
    $$select name from routine
      where pronamespace = 'pgfiles'::regnamespace
          and (proname ~ '^check_' and prorettype not in ('void'::regtype, 'trigger'::regtype)
              or proname ~ '^checked_' and prorettype = 'void'::regtype
              or proname ~ '_problem$' and prorettype not in ('pgfiles.problem'::regtype, 'text'::regtype)
              or proname ~ '^describe_' and prorettype <> 'jsonb'::regtype
              or proname ~ '^compile_' and prorettype <> 'trigger'::regtype
              or proname ~ '^prune_' and prorettype <> 'bigint'::regtype
              or proname ~ '^mark_' and not prosecdef)$$,
    $$create function pgfiles.checked_bad() returns void language sql as ''$$),
('unknown_setting', 'asks for a setting that pgfiles.default_setting does not have, and is told null',
    $$select b.name || ': ' || m.found[1]
      from asking b, regexp_matches(b.text, '\ypgfiles\.setting\(''([^'']*)''', 'g') m (found)
      where m.found[1] not in (select d.name from pgfiles.default_setting d)$$,
    $$create function pgfiles.bad() returns text language sql as 'select pgfiles.setting(''no_such_setting'')'$$),
('unused_setting', 'is asked for by no function and no view',
    $$select d.name from pgfiles.default_setting d where not exists (select from asking b where strpos(b.text, quote_literal(d.name)) > 0)$$,
    $$insert into pgfiles.default_setting (name, value, description, type, example) values ('bad', '1', 'Nothing.', 'name', '1')$$),
('no_comment', 'has no comment',
    $$select name from routine r where obj_description(r.oid, 'pg_proc') is null
      union all
      select name from relation r where obj_description(r.oid, 'pg_class') is null
          and (r.relkind <> 'c' or obj_description((select t.oid from pg_type t where t.typrelid = r.oid), 'pg_type') is null)
      union all
      select r.name || '.' || a.attname from relation r join pg_attribute a on a.attrelid = r.oid
      where a.attnum > 0 and not a.attisdropped and col_description(r.oid, a.attnum) is null
      union all
      select nspname from our_schema s where obj_description(s.oid, 'pg_namespace') is null$$,
    'create table pgfiles.bad (id integer)');

create temp table exception_of_lint (lint text, name text, reason text, primary key (lint, name));
insert into exception_of_lint values
('no_row_security', 'pgfiles.bucket', 'configuration, the same for everybody'),
('no_row_security', 'pgfiles.bucket_route', 'configuration, the same for everybody'),
('no_row_security', 'pgfiles.default_setting', 'configuration, the same for everybody'),
('no_row_security', 'pgfiles.entity_type', 'configuration, the same for everybody'),
('no_row_security', 'pgfiles.error', 'configuration, the same for everybody'),
('no_row_security', 'pgfiles.lambda_function', 'configuration, the same for everybody'),
('no_row_security', 'pgfiles.setting', 'configuration, the same for everybody'),
('no_row_security', 'pgfiles.status_reason', 'configuration, the same for everybody'),
('no_row_security', 'pgfiles.variant_spec', 'configuration, the same for everybody'),
('unindexed_foreign_key', 'pgfiles.file.file_bucket_fkey', 'a bucket is deleted once in years; an index is paid for by every upload'),
('unindexed_foreign_key', 'pgfiles.file.file_entity_type_fkey', 'an entity type is deleted once in years, and a file is looked for by its entity''s id'),
('unindexed_foreign_key', 'pgfiles.bucket_route.bucket_route_bucket_fkey', 'a handful of rows'),
('unindexed_foreign_key', 'pgfiles.hook.hook_bucket_fkey', 'a handful of rows'),
('unindexed_foreign_key', 'pgfiles.variant_spec.variant_spec_watermark_exists', 'a handful of rows'),
('raises_by_itself', 'pgfiles.ask_hooks(pgfiles.file,bytea)', 'in a worker, for finish_job, which catches it'),
('raises_by_itself', 'pgfiles.enter_code_of(name)', 'in a worker, for finish_job, which catches it'),
('raises_by_itself', 'pgfiles.check_dump()', 'for psql, not for the API'),
('raises_by_itself', 'pgfiles.refuse_drop()', 'for psql, not for the API'),
('raises_by_itself', 'pgfiles.refuse_truncate()', 'for psql, not for the API'),
('raises_by_itself', 'pgfiles.check_quota(text,uuid[],boolean)', 'catches it itself, to give a lock back'),
('raises_by_itself', 'pgfiles.raise_error(text,text,text,integer)', 'the one place; its message is the catalogue''s'),
('line_by_hand', 'pgfiles.request_pair(text,text)', 'one of the two places; it escapes both'),
('line_by_hand', 'pgfiles.profile_line(text,text,text,boolean,text,bytea,text,bigint)', 'the other'),
('unused_setting', 'part_expires_in', 'checked_expires_in makes its name of the kind of request'),
-- A set clause keeps a function from being inlined into the caller's query.
('search_path_not_pinned', 'files.download_url(files.files)', 'inlined, once for each row of a list'),
('search_path_not_pinned', 'files.thumbnail_small_url(files.files)', 'inlined, once for each row of a list'),
('search_path_not_pinned', 'files.thumbnail_medium_url(files.files)', 'inlined, once for each row of a list'),
('search_path_not_pinned', 'files.thumbnail_large_url(files.files)', 'inlined, once for each row of a list'),
('search_path_not_pinned', 'pgfiles.column_url(uuid,text,text,text,text)', 'inlined, once for each row of a list'),
('search_path_not_pinned', 'pgfiles.downloadable_variant(text,text,jsonb)', 'inlined, once for each item of a batch'),
('search_path_not_pinned', 'pgfiles.request_line(text,text)', 'inlined, once for each item of a batch'),
('search_path_not_pinned', 'pgfiles.request_pair(text,text)', 'inlined, once for each item of a batch'),
('search_path_not_pinned', 'pgfiles.profile_line(text,text,text,boolean,text,bytea,text,bigint)', 'inlined into functions that pin it'),
('search_path_not_pinned', 'pgfiles.served_type(text)', 'inlined, once for each row of a list'),
('search_path_not_pinned', 'pgfiles.stored_headers(pgfiles.bucket,text)', 'inlined, once for each item of a batch'),
('search_path_not_pinned', 'pgfiles.signing_scope(text)', 'inlined, once for each row of a list'),
('search_path_not_pinned', 'pgfiles.shown_moment(timestamp with time zone,boolean)', 'inlined: the planner sees the column'),
('search_path_not_pinned', 'pgfiles.claims()', 'inlined into functions that pin it'),
('search_path_not_pinned', 'pgfiles.part_length(text)', 'inlined into functions that pin it'),
('search_path_not_pinned', 'pgfiles.is_restoring()', 'inlined into functions that pin it'),
('search_path_not_pinned', 'pgfiles.setting(text)', 'inlined; it names the schema of all that it uses'),
('search_path_not_pinned', 'pgfiles.claim_paths(text)', 'inlined; it names the schema of all that it uses'),
('search_path_not_pinned', 'pgfiles.upload_problem(pgfiles.new_file,text,integer)', 'inlined, once for each item of a batch'),
('search_path_not_pinned', 'pgfiles.size_problem(bigint,bigint,text)', 'inlined, once for each item of a batch'),
('search_path_not_pinned', 'pgfiles.type_problem(text,boolean,text[])', 'inlined, once for each item of a batch'),
('search_path_not_pinned', 'pgfiles.is_type_open(text,boolean,text[])', 'inlined, once for each item of a batch'),
('search_path_not_pinned', 'pgfiles.guessed_type(text,text[])', 'inlined, once for each item of a batch'),
('search_path_not_pinned', 'pgfiles.type_of_name(text)', 'inlined, once for each item of a batch'),
('search_path_not_pinned', 'pgfiles.type_names(text)', 'inlined into functions that pin it'),
('search_path_not_pinned', 'pgfiles.has_pictures(text)', 'inlined, once for each file'),
('search_path_not_pinned', 'pgfiles.framed_name(text,text,real,real)', 'inlined, once for each variant of a file'),
('search_path_not_pinned', 'pgfiles.focal_step(real)', 'inlined, once for each variant of a file'),
('search_path_not_pinned', 'pgfiles.is_dba()', 'inlined into functions that pin it'),
('search_path_not_pinned', 'pgfiles.error_as_json(text,text,text,text)', 'inlined into functions that pin it'),
('search_path_not_pinned', 'pgfiles.escape_field(text)', 'inlined into functions that pin it'),
('search_path_not_pinned', 'pgfiles.unescape_field(text)', 'inlined into functions that pin it'),
('search_path_not_pinned', 'pgfiles.file_extension(text)', 'inlined into functions that pin it'),
('search_path_not_pinned', 'pgfiles.awaits_bytes(text,text)', 'inlined into functions that pin it'),
('search_path_not_pinned', 'pgfiles.charged_bytes(text,bigint,bigint,timestamp with time zone)', 'inlined into functions and triggers that pin it'),
('search_path_not_pinned', 'pgfiles.id_in_key(text)', 'inlined into functions that pin it'),
('search_path_not_pinned', 'pgfiles.is_done(pgfiles.job,jsonb)', 'inlined into functions that pin it'),
('search_path_not_pinned', 'pgfiles.is_type_allowed(text,text[])', 'inlined into functions that pin it'),
('swallows_timeout', 'files.doctor()', 'a statement_timeout is what it may have to tell of; whoever cancels is obeyed'),
('search_path_not_pinned', 'pgfiles.original_key(text,text,text,uuid,text)', 'inlined into functions that pin it'),
('search_path_not_pinned', 'identity.pre_request()', 'as pgfiles.pre_request'),
('search_path_not_pinned', 'pgfiles.pre_request()', 'tells what the request''s is; it names the schema of all that it uses'),
('search_path_not_pinned', 'pgfiles.stripped_key(text,text,text,text)', 'inlined into functions that pin it'),
('search_path_not_pinned', 'pgfiles.file_name_problem(text,integer)', 'inlined into functions that pin it'),
('search_path_not_pinned', 'pgfiles.is_file_type(text)', 'inlined into functions that pin it'),
('search_path_not_pinned', 'pgfiles.normal_file_name(text)', 'inlined into functions that pin it'),
('search_path_not_pinned', 'pgfiles.normal_file_type(text)', 'inlined into functions that pin it'),
('search_path_not_pinned', 'pgfiles.uuid_v7_at(bigint)', 'inlined into functions that pin it'),
('search_path_not_pinned', 'pgfiles.variant_key(text,text,text)', 'inlined into functions that pin it');

create function pg_temp.findings(lint lint) returns setof text language plpgsql as $$
begin
    return query execute lint.query;
end
$$;
-- As an upgrade script would leave it.
create function pg_temp.add_to_extension() returns void language plpgsql as $$
declare
    v_object text;
begin
    for v_object in
        select 'function ' || r.name from routine r
        where not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = r.oid and d.deptype = 'e')
        union all
        select case r.relkind when 'v' then 'view ' else 'table ' end || r.name from relation r
        where r.relkind in ('r', 'v')
            and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = r.oid and d.deptype = 'e')
    loop
        execute 'alter extension pgfiles add ' || v_object;
    end loop;
end
$$;
create function pg_temp.overlooks_example(lint lint) returns boolean language plpgsql as $$
declare
    v_is_found boolean;
begin
    begin
        execute lint.bad_example;
        perform pg_temp.add_to_extension();
        v_is_found := (select count(*) from pg_temp.findings(lint) f)
            > (select count(*) from before_example b where b.lint = overlooks_example.lint.name);
        raise exception using errcode = 'RLLBK';
    exception
        when sqlstate 'RLLBK' then
            return not v_is_found;
    end;
end
$$;

create temp table before_example as
select l.name as lint, f.name from lint l cross join pg_temp.findings(l) f (name);

select format('%s: %s: %s', b.lint, b.name, l.sentence)
from before_example b
join lint l on l.name = b.lint
where not exists (select from exception_of_lint e where (e.lint, e.name) = (b.lint, b.name))
order by 1;
select format('exception of %s that nothing needs: %s', e.lint, e.name)
from exception_of_lint e
where not exists (select from before_example b where (b.lint, b.name) = (e.lint, e.name))
order by 1;
select format('the lint %s overlooks its bad example', l.name)
from lint l
where pg_temp.overlooks_example(l)
order by 1;
rollback;
