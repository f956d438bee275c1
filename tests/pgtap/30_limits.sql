-- Who asks too often waits, and what an organization uses is counted to the byte.
begin;
\ir fixtures.psql
select plan(53);

create function pg_temp.used() returns text language sql
as $$ select coalesce((select used_bytes || ' bytes, ' || used_files || ' files' from files.organization_usage where organization_id = 'acme'), 'nothing') $$;
create function pg_temp.ask(size bigint, method text default 'put') returns uuid language sql
as $$ select case method
    when 'put' then (files.generate_upload_url(null, null, 'a.jpg', 'image/jpeg', size)).file_id
    when 'form' then (files.generate_upload_form(null, null, 'a.jpg', 'image/jpeg', size)).file_id
    when 'multipart' then (files.create_multipart_upload(null, null, 'a.jpg', 'image/jpeg', size)).file_id
    when 'poll' then files.request_upload_url(null, null, 'a.jpg', 'image/jpeg') end $$;
-- As the worker writes its findings.
create function pg_temp.work(file_id uuid, outcome text, size bigint default null) returns void language sql
as $$ select pgfiles.finish_file(file_id, jsonb_build_object('outcome', outcome, 'reason', 'x', 'file_size', size)) $$;

-- Two calls a minute for alice; what bob does is not hers.
insert into pgfiles.setting (name, value) values ('user_calls_per_minute', '2');
set local role authenticated;
set local request.jwt.claims = :'alice';
select lives_ok('select pg_temp.ask(1)', 'a first call');
select lives_ok('select pg_temp.ask(1)', 'a second');
select throws_ok('select pg_temp.ask(1)', 'PGRST', null, 'the third is one too many');
do $$
declare
    v_message text;
    v_detail text;
begin
    perform pg_temp.ask(1);
exception
    when sqlstate 'PGRST' then
        get stacked diagnostics v_message = message_text, v_detail = pg_exception_detail;
        create temp table refusal as select v_message::jsonb as message, v_detail::jsonb as detail;
end
$$;
select is(message ->> 'message', 'Too many requests', 'the message is the catalogue''s') from refusal;
select is(message ->> 'code', 'PT429', 'so is the code') from refusal;
select is(message ->> 'details', 'at most 2 calls a minute for user', 'it says the limit') from refusal;
select is((detail ->> 'status')::integer, 429, 'the status is 429') from refusal;
select cmp_ok((detail #>> '{headers,Retry-After}')::integer, '<=', 30, 'a token is back within half a minute') from refusal;
select cmp_ok((detail #>> '{headers,Retry-After}')::integer, '>', 0, 'and not at once') from refusal;
select is((select count(*)::integer from files.files), 2, 'what was refused left no file');
select lives_ok($$select files.confirm_upload(id) from files.files$$, 'confirming costs nothing');
set local request.jwt.claims = :'bob';
select lives_ok('select pg_temp.ask(1)', 'bob has tokens of his own');
reset role;
update pgfiles.rate_limit set full_at = full_at - interval '30 s';
set local role authenticated;
set local request.jwt.claims = :'alice';
select lives_ok('select pg_temp.ask(1)', 'half a minute later alice has one again');
select throws_ok('select pg_temp.ask(1)', 'PGRST', null, 'and only one');
reset role;
update pgfiles.rate_limit set full_at = now() + interval '1 hour';
set local role authenticated;
select lives_ok('select pg_temp.ask(1)', 'a clock that was set back locks nobody out');
select lives_ok('select pg_temp.ask(1)', 'all tokens are there');
select throws_ok('select pg_temp.ask(1)', 'PGRST', null, 'and no more');

-- PostgREST answers a GET of a function, too, in a read-only transaction.
create function pg_temp.get(file_id uuid)
    returns text
    language plpgsql
as $$
begin
    perform set_config('transaction_read_only', 'on', true);
    return (files.generate_download_url(file_id)).method;
exception
    when others then return sqlstate;
end
$$;
reset role;
select pg_temp.make_ready((select min(id::text)::uuid from pgfiles.file where owner_id = '1')) \g /dev/null
delete from pgfiles.rate_limit;
set local role authenticated;
select is(pg_temp.get(id), '25006', 'what cannot be counted is no way around the limit')
from files.files where status = 'ready' and owner_id = '1';

-- A batch counts by the thousand; an organization may have limits of its own.
reset role;
delete from pgfiles.rate_limit;
insert into pgfiles.quota (organization_id, user_calls_per_minute, organization_calls_per_minute) values ('acme', 4, 5);
set local role authenticated;
select lives_ok($$select from files.generate_upload_urls((select jsonb_agg('{}'::jsonb) from generate_series(1, 2001)))$$,
    '2,001 items take three tokens, though all are refused');
select lives_ok('select pg_temp.ask(1)', 'one is left');
select throws_ok('select pg_temp.ask(1)', 'PGRST', null, 'and no second one');
reset role;
delete from pgfiles.rate_limit;
set local role authenticated;
select lives_ok($$select from files.generate_download_urls(array(select gen_random_uuid() from generate_series(1, 2001)))$$,
    '2,001 items take three tokens');
select lives_ok('select pg_temp.ask(1)', 'which leaves one');
select throws_ok('select pg_temp.ask(1)', 'PGRST', null, 'of four');
set local request.jwt.claims = :'bob';
select lives_ok('select pg_temp.ask(1)', 'one is left for his organization');
select throws_like('select pg_temp.ask(1)', '%at most 5 calls a minute for organization%', 'and then none, though bob has more');
select throws_like($$select files.generate_upload_url('no such type', 'x', 'a.jpg', 'image/jpeg', 1)$$, '%at most 5 calls a minute for organization%',
    'which is said before anything else is looked at');
reset role;
delete from pgfiles.setting where name = 'user_calls_per_minute';
update pgfiles.quota set user_calls_per_minute = 0, organization_calls_per_minute = 0;
set local role authenticated;
select lives_ok('select pg_temp.ask(1) from generate_series(1, 100)', '0 is without limit');
reset role;

-- Counting. Everything up to here goes.
delete from pgfiles.file;
select is(pg_temp.used(), '0 bytes, 0 files', 'what is deleted is given back');
insert into pgfiles.quota (organization_id, max_bytes, max_files) values ('globex', 60000000, 3);
update pgfiles.quota set max_bytes = 60000000 where organization_id = 'acme';
set local role authenticated;
set local request.jwt.claims = :'alice';
create temp table asked as
    select method, pg_temp.ask(1000, method) as file_id from unnest('{put,form,poll}'::text[]) method;
select is(pg_temp.used(), '52430800 bytes, 3 files', 'an unknown size counts as the largest that may come');
select throws_ok('select pg_temp.ask(7569201)', 'PT413', 'Quota exceeded', 'one byte too many');
select lives_ok('select pg_temp.ask(7569200)', 'the last byte fits');
select throws_ok($$select * from files.generate_upload_urls('[{"file_name":"a.jpg","file_type":"image/jpeg","file_size":1}]')$$,
    'PT413', 'Quota exceeded', 'a batch has to fit, too');
do $$
declare
    v_detail text;
begin
    perform pg_temp.ask(5);
exception
    when sqlstate 'PT413' then
        get stacked diagnostics v_detail = pg_exception_detail;
        create temp table full_quota as select v_detail as detail;
end
$$;
select is(detail, 'at most 60000000 bytes and any number of files; in use: 60000000 and 4; asked for: 5 and 1',
    'limit, use and request are told') from full_quota;
select files.confirm_upload(file_id) from asked \g /dev/null
reset role;
select pg_temp.work(file_id, 'ready', 500) from asked where method = 'form';
select pg_temp.work(file_id, 'ready', 700) from asked where method = 'poll';
select is(pg_temp.used(), '7571400 bytes, 4 files', 'the true size counts once it is known');
select pg_temp.work(file_id, 'rejected') from asked where method = 'put';
select is(pg_temp.used(), '7570400 bytes, 3 files', 'a rejected file is given back');
update pgfiles.file set status_reason = 'object_missing' where status = 'rejected';
update pgfiles.quota set max_files = 3 where organization_id = 'acme';
set local role authenticated;
select throws_ok(format('select files.confirm_upload(%L)', file_id), 'PT413', 'Quota exceeded',
    'and has to fit again if it is confirmed after all') from asked where method = 'put';
create temp table usage as select * from files.organization_usage;
select results_eq('table usage', $$values ('acme', 7570400::bigint, 3::bigint, 60000000::bigint, 3::bigint)$$,
    'a client sees what his organization uses, and no other');

-- Two batches that both begin with a shared lock could not both go on with it alone.
reset role;
insert into pgfiles.quota (organization_id, max_files) values ('initech', 1000000);
set local role authenticated;
set local request.jwt.claims = '{"role":"authenticated","user":{"organization_id":"initech","user_id":"1"}}';
select files.generate_upload_url(null, null, 'a.jpg', 'image/jpeg', 1) \g /dev/null
reset role;
set local request.jwt.claims = '';
update pgfiles.file set status = 'rejected', status_reason = 'object_missing' where organization_id = 'initech';
set local role authenticated;
set local request.jwt.claims = '{"role":"authenticated","user":{"organization_id":"initech","user_id":"1"}}';
select files.confirm_uploads(array(select id from files.files)) \g /dev/null
select is((select count(*)::integer from pg_locks where locktype = 'advisory' and mode = 'ExclusiveLock'
        and pid = pg_backend_pid() and objid::bigint = hashtext('initech')::bigint & 4294967295), 1,
    'who confirms again, perhaps many, has the lock alone from the beginning');
set local request.jwt.claims = :'alice';

-- The books.
reset role;
update pgfiles.quota set max_files = 0 where organization_id = 'acme';
set local role authenticated;
select count(pg_temp.ask(1)) from generate_series(1, 600) \g /dev/null
reset role;
select cmp_ok((select count(*) from pgfiles.quota_usage where organization_id = 'acme' and owner_id = ''), '<', 53::bigint,
    'many changes are folded on the way');
select is_empty('select * from pgfiles.recount_quota()', 'a recount finds nothing to mend');
select pgfiles.fold_usage('acme', '') \g /dev/null
select is((select count(*)::integer from pgfiles.quota_usage where organization_id = 'acme' and owner_id = ''), 1, 'folded, one row is left');
select is(pg_temp.used(), '7571000 bytes, 603 files', 'of the same sum');
alter table pgfiles.file disable trigger count_deleted_usage;
delete from pgfiles.file where file_size = 1 and organization_id = 'acme';
alter table pgfiles.file enable trigger count_deleted_usage;
select results_eq('select * from pgfiles.recount_quota() order by owner_id nulls first',
    $$values ('acme', null, -600::bigint, -600::bigint), ('acme', '1', -600, -600)$$, 'a recount mends what was written past the triggers');
select is(pg_temp.used(), '7570400 bytes, 3 files', 'to the byte');

-- Also of each user, and as few rows as statements.
create function pg_temp.noted() returns text language sql
as $$ select string_agg(concat_ws(' ', nullif(owner_id, ''), bytes, files), ', ' order by owner_id)
    from (select owner_id, sum(bytes) as bytes, sum(files) as files from pgfiles.quota_usage where organization_id = 'umbrella' group by 1) u $$;
set local request.jwt.claims = '{"role":"authenticated","user":{"organization_id":"umbrella","user_id":"1"}}';
alter table pgfiles.quota_usage disable trigger fold_some_usage;
insert into pgfiles.file (owner_id, file_name, file_type, file_size)
select 1 + n % 2, 'a.jpg', 'image/jpeg', n from generate_series(1, 100) n;
select is((select count(*)::integer from pgfiles.quota_usage where organization_id = 'umbrella'), 3, 'many files of one statement are one row for the organization and one for each user');
alter table pgfiles.quota_usage enable trigger fold_some_usage;
select is(pg_temp.noted(), '5050 100, 1 2550 50, 2 2500 50', 'the sum of the organization, and of each of its users');
update pgfiles.file set owner_id = '2' where organization_id = 'umbrella' and owner_id = '1' and file_size > 50;
select is(pg_temp.noted(), '5050 100, 1 650 25, 2 4400 75', 'who is given a file has it from then on');
set local session_replication_role = replica;
insert into pgfiles.file (organization_id, owner_id, file_name, file_type, file_size, bucket, s3_original_key)
select organization_id, owner_id, file_name, file_type, file_size, bucket, 'umbrella/_/_/' || gen_random_uuid() || '/original.jpg'
from pgfiles.file where organization_id = 'umbrella' and file_size <= 10;
delete from pgfiles.file where organization_id = 'umbrella' and file_size = 100;
set local session_replication_role = origin;
select is(pg_temp.noted(), '5005 109, 1 680 30, 2 4325 79', 'what replication or a parallel restore brings is counted, too');
select is_empty('select * from pgfiles.recount_quota()', 'to the byte');
insert into pgfiles.file (file_name, file_type, file_size) values ('a.jpg', 'image/jpeg', 1);
do $$ begin for n in 1 .. 2000 loop update pgfiles.file set status = case when n % 2 = 0 then 'pending' else 'failed' end where organization_id = 'umbrella' and file_size = 99; end loop; end $$;
select cmp_ok((select count(*) from pgfiles.quota_usage where organization_id = 'umbrella' and owner_id = ''), '<', 1000::bigint,
    'who writes folds, also where there is no quota');
select is_empty('select * from pgfiles.recount_quota()', 'and nothing is lost by it');
set local request.jwt.claims = '';

update pgfiles.rate_limit set full_at = now() - interval '1 s';
insert into pgfiles.rate_limit values ('of a clock that was ahead', 1, now() + interval '1 hour');
select pgfiles.prune_rate_limits() \g /dev/null
select is_empty('select from pgfiles.rate_limit', 'buckets that are full again are no rows');

select * from finish();
rollback;
