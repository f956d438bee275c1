-- What the doctor says of set-ups that somebody has broken, each made, asked about, and mended.
begin;
\ir fixtures.psql
select plan(82);

create function pg_temp.says(subject text)
    returns text
    language sql
as $$
    select concat_ws(' ', d.level, d.finding) from files.doctor() d where d.subject = says.subject
$$;

-- The queue.
update pgfiles.job set run_at = 'infinity', last_error = null;
select is(pg_temp.says('jobs'), 'ok 0 waiting', 'no job waits');
insert into pgfiles.job (kind, run_at) values ('no_op', now() - interval '5 minutes');
select matches(pg_temp.says('jobs'), '^error 1 waiting, the oldest since ', 'one does for too long');
select is(pg_temp.says('failing jobs'), 'ok 0', 'none fails');
update pgfiles.job set run_at = now() + interval '1 hour', attempts = 3, last_error = 'store_denied: HTTP 403 SignatureDoesNotMatch'
where kind = 'no_op';
select is(pg_temp.says('jobs'), 'ok 0 waiting', 'one that failed waits for another hour');
select is(pg_temp.says('failing jobs'), 'error 1, for example store_denied: HTTP 403 SignatureDoesNotMatch', 'and is found all the same');

-- Keys and credentials.
select matches(pg_temp.says('signing key of bucket main'), '^ok URLs can be signed until \d{4}-', 'it says until when URLs can be signed');
delete from pgfiles.signing_key;
select is(pg_temp.says('signing key of bucket main'), 'error none for today (UTC)', 'or that they cannot');
update pgfiles.worker_state set signing_key_problem = null;
select is(pg_temp.says('credentials'), 'ok the worker finds them', 'the worker finds its credentials');
update pgfiles.worker_state set signing_key_problem = 'no credentials in the default chain';
select is(pg_temp.says('credentials'), 'error no credentials in the default chain', 'and says why it does not');

-- Who may call.
select matches(pg_temp.says('API'), '^ok granted to .*authenticated', 'who has the API');
select files.revoke_api_from(g.role::regrole) from pgfiles.granted_role g where g.access in ('read', 'write', 'admin') \g /dev/null
select is(pg_temp.says('API'), 'error granted to no role: PostgREST answers 42501', 'or that nobody has');
select files.grant_api_to('authenticated') \g /dev/null
select matches(pg_temp.says('API'), '^ok granted to authenticated', 'until it is granted');
update pgfiles.file set uploader_id = null;
delete from pgfiles.app_user;
delete from pgfiles.file;
select is(pg_temp.says('users'), 'ok nobody has called yet', 'nobody has called');
insert into pgfiles.file (file_name, file_type, file_size, organization_id, owner_id) values ('a.jpg', 'image/jpeg', 1, 'acme', '1');
select is(pg_temp.says('users'), 'error there are files, and no user was ever noted', 'somebody has, past pre_request');
insert into pgfiles.app_user (organization_id, user_id) values ('acme', '1');
select is(pg_temp.says('users'), 'ok are noted as they call', 'and so as he should');

-- Where files come from.
select is_empty($$select subject from files.doctor() where code = 'origin'$$, 'files come from elsewhere than pages');
insert into pgfiles.setting values ('web_origins', '{https://app.example.org}');
update pgfiles.bucket set public_endpoint = 'https://files.example.org', is_path_style = true where name = 'main';
select is_empty($$select subject from files.doctor() where code = 'origin'$$, 'also where pages are known');
update pgfiles.bucket set public_endpoint = 'https://APP.example.org' where name = 'main';
select is(pg_temp.says('origin of bucket main'), 'warning files come from https://app.example.org, where pages of the application are', 'or not');
update pgfiles.bucket set cdn_base_url = 'https://app.example.org/cdn', public_endpoint = null where name = 'main';
select is(pg_temp.says('origin of bucket main'), 'warning files come from https://app.example.org, where pages of the application are', 'through a CDN, too');
update pgfiles.bucket set cdn_base_url = null where name = 'main';
delete from pgfiles.setting where name = 'web_origins';

-- What a database or a role gives to its sessions.
select is_empty($$select subject from files.doctor() where code = 'session'$$, 'nothing spoils a session');
alter database :DBNAME set row_security = off;
select is(pg_temp.says('row_security of database ' || current_database()), 'error off: every call fails', 'a database whose calls all fail');
alter database :DBNAME reset row_security;
alter database :DBNAME set statement_timeout = '1s';
select is(pg_temp.says('statement_timeout of database ' || current_database()), 'error 1s: workers, whose statements last, refuse to begin',
    'a database whose workers cannot begin');
alter role pgfiles_worker set statement_timeout = 0;
select is_empty($$select subject from files.doctor() where code = 'session'$$, 'but for a role that has its own');
alter role pgfiles_worker set statement_timeout = '1min';
select is(pg_temp.says('statement_timeout of role pgfiles_worker'), 'error 1min: workers, whose statements last, refuse to begin', 'or a worker''s role');
alter role pgfiles_worker set statement_timeout = 0;
alter role authenticated set statement_timeout = '8s';
select is_empty($$select subject from files.doctor() where code = 'session'$$, 'for people a limit is well');
alter role authenticated set default_transaction_read_only = on;
select is(pg_temp.says('default_transaction_read_only of role authenticated'), 'error on: nothing can be uploaded', 'a role that cannot write');
alter role authenticated reset default_transaction_read_only;

-- Whose our tables are.
select is(pg_temp.says('owners'), 'ok all is the extension''s owner''s', 'all is ours');
create role application_owner;
alter table pgfiles.signing_key owner to application_owner;
select is(pg_temp.says('owners'), 'error 1 of our objects belong to somebody else, who may do anything with them: for example pgfiles.signing_key to application_owner',
    'an event trigger of the application gave one away');
alter table pgfiles.signing_key owner to :USER;

-- What has become of grants, tables and buckets.
revoke execute on function files.generate_upload_url from authenticated;
select matches(pg_temp.says('grants of authenticated'), '^error 1 that belong to the access \w+ are gone, for example execute on function files.generate_upload_url',
    'a grant that is gone');
select fix as grant_again from files.doctor() where subject = 'grants of authenticated' limit 1 \gset
:grant_again \g /dev/null
select is(pg_temp.says('grants of authenticated'), null, 'its fix gives it back');
savepoint roles;
select files.revoke_api_from(g.role::regrole) from pgfiles.granted_role g where g.access in ('read', 'write', 'admin') \g /dev/null
insert into pgfiles.granted_role values ('left_behind', 'write');
select is(pg_temp.says('API'), 'error granted to no role: PostgREST answers 42501; there is no role left_behind', 'a restored database without its roles');
select is(fix, $$create role left_behind nologin; select files.grant_api_to('left_behind', 'write');$$, 'which are to be made')
from files.doctor() where subject = 'API';
rollback to roles;
select matches(pg_temp.says('entity type site'), '^ok', 'users may read the table that owns files');
revoke select on app.site from authenticated, api_user, api_editor, api_admin;
grant select on app.site to pgfiles_worker;
select is(pg_temp.says('entity type site'), 'error no role that has the API may read app.site: nobody sees its files', 'that others may does not count');
rollback to roles;
delete from pgfiles.bucket_route;
delete from pgfiles.file;
delete from pgfiles.entity_type;
select is(pg_temp.says('entity types'), 'error none: no table of the application owns files', 'no entity type yet');
rollback to roles;
update pgfiles.bucket set is_default = false;
select is(fix, format('update pgfiles.bucket set is_default = true where name = %L;', (select min(name) from pgfiles.bucket)), 'a bucket that could be the default one')
from files.doctor() where subject = 'default bucket';
rollback to roles;

-- What keeps workers from their work.
select is_empty($$select from files.doctor() where subject like 'worker: %'$$, 'nothing keeps workers from their work');
set local client_min_messages = error;
select pgfiles.note_trouble('claim', 'no jobs could be claimed: no such column', interval '2 minutes');
select matches(pg_temp.says('worker: claim'), '^error no jobs could be claimed: no such column \(met since ', 'what does');
update pgfiles.worker_trouble set lasts_until = now() - interval '1 second';
select is(pg_temp.says('worker: claim'), null, 'until it is over');
select matches(pg_temp.says('pg_cron'), '^ok (version \d|is not in this database)', 'which pg_cron');
select is(pg_temp.says('policy'), 'ok lets workers reach the store', 'the policy');
select matches(pg_temp.says('sandbox'), '^ok (lets workers write no file|there is none: the bridge)', 'what workers may not do');
select matches(pg_temp.says('environment'), '^ok gives Java ', 'the server''s environment');

-- The other rows.
select is(pg_temp.says('interrupts'), 'ok sessions that have called Java end when told to', 'sessions can be ended');
delete from pgfiles.bucket_check;
select matches(pg_temp.says('store of bucket main'), '^error nobody has looked at it yet', 'a store that nobody has looked at');
insert into pgfiles.bucket_check (bucket, item, is_ok, finding) values ('main', 'store', true, 'answers');
select matches(pg_temp.says('store of bucket main'), '^ok answers, \d{4}-', 'one that answers');
insert into pgfiles.bucket_check (bucket, item, is_ok, finding) values ('main', 'pages', false, 'a page of https://a.example is shown no answer');
select is(pg_temp.says('pages of bucket main'), null, 'pages of which nobody has told are nobody''s worry');
insert into pgfiles.setting values ('web_origins', '{https://a.example}');
select is(pg_temp.says('pages of bucket main'), 'error a page of https://a.example is shown no answer', 'those that cannot upload are');
delete from pgfiles.setting where name = 'web_origins';
select is(pg_temp.says('public endpoint of bucket main'), null, 'of an address that there is not, nothing is said');
insert into pgfiles.bucket_check (bucket, item, is_ok, finding) values ('main', 'public_endpoint', false, 'a GET through https://s3.example: HTTP 403');
select is(pg_temp.says('public endpoint of bucket main'), 'error a GET through https://s3.example: HTTP 403', 'one that clients do not get through');
select matches(pg_temp.says('disk'), '^note files take [1-9]\d* \w+, the audit [1-9]\d* \w+, the queue [1-9]\d* \w+', 'how much there is');
select is(pg_temp.says('heap of Java'), 'ok images may have 50 MB, files.parse_exif has room for 171 MB', 'what fits into the heap');
insert into pgfiles.setting values ('image_max_bytes', '1 GB');
select matches(pg_temp.says('heap of Java'), '^warning images may have 1024 MB', 'and what does not');
select is_empty($$select * from files.doctor() where (level in ('ok', 'note')) is distinct from is_ok$$, 'what is ok is so by its level');
update pgfiles.variant_spec set format = 'avif' where name = 'thumbnail_small';
select is((select level from files.doctor() where subject = 'format of variant thumbnail_small'), 'warning', 'a picture in another format than asked for is one');
select results_eq('select array_agg(distinct code::text) from files.doctor()',
    $$values ('{api,bucket,cron,deletion,disk,drift,entity_type,environment,image_backend,interrupts,java,java_heap,java_stack,job,lease,owner,policy,sandbox,signing_key,statistics,store,stuck,worker}'::text[])$$,
    'each row has the code of its check');

-- Previews of PDFs: only if they are on, and by drawing one.
select is(pg_temp.says('pdf preview'), null, 'who draws no PDFs is not told of them');
insert into pgfiles.setting values ('pdf_preview', 'on');
select is(pg_temp.says('pdf preview'), 'ok draws pages', 'the program draws');
savepoint drawn;
create or replace function pgfiles.java_pdf_problem() returns text language sql as $$ select 'there is no /x/pgfiles-preview.jar' $$;
select is(pg_temp.says('pdf preview'), 'warning there is no /x/pgfiles-preview.jar', 'or says why it does not');
rollback to drawn;
delete from pgfiles.setting where name = 'pdf_preview';

-- The process of native image back ends: only if one is chosen, and by starting it.
select is(pg_temp.says('image process'), null, 'the JDK needs no process');
insert into pgfiles.setting values ('image_backend', 'turbojpeg');
select is(pg_temp.says('image process'), 'ok is started when there is something to do', 'a native library has one, which starts');
insert into pgfiles.setting values ('image_process', 'server');
select is(pg_temp.says('image process'), null, 'unless it is to work in the server''s');
delete from pgfiles.setting where name = 'image_process';
savepoint started;
create or replace function pgfiles.java_image_backends(names text, process text default 'child') returns text language sql as $$
    select '{"problem":"there is no /x/bin/java","backends":[{"name":"jdk","is_available":true,"detail":"JDK 17","reads":["image/jpeg"],"writes":["image/jpeg"]}]}' $$;
select is(pg_temp.says('image process'), 'warning there is no /x/bin/java: the JDK does all images', 'or says why it does not');
rollback to started;
delete from pgfiles.setting where name = 'image_backend';
-- Of videos: the same.
select is(pg_temp.says('video preview'), null, 'who draws no videos is not told of them');
insert into pgfiles.setting values ('video_backend', 'ffmpeg');
select is(pg_temp.says('video preview'), 'ok draws frames', 'ffmpeg draws');
savepoint filmed;
create or replace function pgfiles.java_video_problem() returns text language sql as $$ select 'there is no /usr/bin/ffmpeg' $$;
select is(pg_temp.says('video preview'), 'warning there is no /usr/bin/ffmpeg', 'or says why it does not');
select matches((select fix from files.doctor() where subject = 'video preview'), '^apt-get install ffmpeg', 'and what to do');
rollback to filmed;
delete from pgfiles.setting where name = 'video_backend';

-- Claims that are read as nobody sets them.
select is_empty($$select subject from files.doctor() where code = 'claim'$$, 'an application of today reads claims of today');
savepoint claims;
create policy old_style on app.site for select using (id::text = current_setting('request.jwt.claim.sub', true));
create policy both_styles on app.site for select using (id::text = coalesce(
    current_setting('request.jwt.claim.sub', true), current_setting('request.jwt.claims', true)::json ->> 'sub'));
create function app.whoever() returns text language sql as $$ select current_setting('request.jwt.claim.email', true) $$;
create view app.mine as select id from app.site where name = current_setting('request.jwt.claim.role', true);
alter table app.site add column author text default current_setting('request.jwt.claim.sub', true);
select results_eq($$select subject || ': ' || finding from files.doctor() where code = 'claim' order by 1$$, $$values
    ('default of app.site.author: reads request.jwt.claim.sub, which PostgREST does not set: it is null, as if nobody had signed in'),
    ('function app.whoever(): reads request.jwt.claim.email, which PostgREST does not set: it is null, as if nobody had signed in'),
    ('policy old_style on app.site: reads request.jwt.claim.sub, which PostgREST does not set: it is null, as if nobody had signed in'),
    ('view app.mine: reads request.jwt.claim.role, which PostgREST does not set: it is null, as if nobody had signed in')$$,
    'policies, functions, views and defaults are looked at');
select is((select distinct level from files.doctor() where code = 'claim'), 'error', 'somebody sees nothing');
select is((select count(*)::integer from files.doctor() where subject = 'view app.mine'), 1, 'each has a row');
select is((select count(*)::integer from files.doctor() where subject like 'function app.%'), 1, 'of its own');
do $$ begin execute (select min(fix) from files.doctor() where code = 'claim'); end $$;
select is(pgfiles.setting('old_style_claims'), '{email,role,sub}', 'the fix of one is that of all');
select is_empty($$select subject from files.doctor() where code = 'claim'$$, 'and then they are read as they are set');
rollback to claims;

-- A check that fails is a row, and the others are there all the same.
savepoint broken;
alter table pgfiles.entity_type rename column table_name to name_of_table;
select matches(pg_temp.says('entity_type'), '^error could not be looked at: column .*table_name', 'what cannot be looked at says so');
select is(pg_temp.says('java'), 'ok signs as AWS documents', 'and the others still come');
rollback to broken;
create or replace function pgfiles.java_presign(profile text, method text, expires_in integer, lines integer, requests bytea)
    returns bytea language plpgsql as $$ begin raise exception 'cannot use PL/Java before successfully completing its setup'; end $$;
select is(pg_temp.says('java'), 'error does not run: cannot use PL/Java before successfully completing its setup', 'Java that does not run, too');
select matches(fix, 'pljava.libjvm_location', 'with what to set') from files.doctor() where subject = 'java';
select is_empty($$select subject from files.doctor() where code in ('policy', 'sandbox', 'environment', 'interrupts', 'image_backend')$$,
    'and nothing else calls it then');
rollback to broken;

-- Who watches.
create role watcher;
grant usage on schema files to watcher;
set local role watcher;
select throws_ok('select * from files.doctor()', '42501', null, 'not everybody may ask');
reset role;
grant execute on function files.doctor() to watcher;
set local role watcher;
select is(pg_temp.says('java'), 'ok signs as AWS documents', 'but who was let, without any other right');
reset role;
select set_eq($$select code from files.doctor()$$,
    $$select replace(p.proname, '_findings', '') from pg_proc p where p.pronamespace = 'pgfiles'::regnamespace and p.proname ~ '_findings$'
        and p.proname not in ('hook_findings', 'lambda_findings', 'route_findings', 'origin_findings', 'session_findings', 'setting_findings', 'copy_findings', 'save_findings', 'preview_findings', 'transaction_findings', 'claim_findings', 'set_up_findings')$$,
    'every check is asked, but those that have nothing to tell here');

select * from finish();
rollback;
