-- How buckets are set up: what files.set_up_bucket makes of Java's answer, and what the doctor says then. The store is met in
-- tests/lifecycle/62_set_up.t.
begin;
\ir fixtures.psql
select plan(23);

-- A store that answers so; the batch that it was asked with is kept.
create temporary table answer (results jsonb, batch jsonb);
grant all on answer to public;
insert into answer (results) values ('[]');
create function pg_temp.answers(results jsonb) returns void language sql as $$ update answer set results = answers.results $$;
create or replace function pgfiles.run_batch(batch jsonb) returns jsonb language sql as $$
    update pg_temp.answer set batch = run_batch.batch returning results
$$;
create function pg_temp.checks(checks jsonb) returns void language sql as $$
    select pg_temp.answers(jsonb_build_array(jsonb_build_object('job_id', 1, 'outcome', 'ready', 'checks', checks)))
$$;
create function pg_temp.is_held(held boolean) returns void language sql as $$
    update pgfiles.bucket_lease set valid_until = now() + case when held then interval '9 minutes' else interval '1 minute' end,
        fingerprint = pgfiles.server_fingerprint(), server_start = pg_postmaster_start_time(), is_given_up = false, valid_uptime = null
$$;
create function pg_temp.said(subject text) returns text language sql as $$
    select concat_ws(' ', d.level, d.finding) from files.doctor() d where d.subject = said.subject
$$;

-- --- who may, and what may be asked for ---------------------------------------------------------------
select throws_ok($$select files.set_up_bucket('nowhere')$$, '22023', 'Invalid argument', 'a bucket that is not there');
select throws_ok(format('select files.set_up_bucket(''main'', %L)', o), '22023', 'Invalid argument', 'no origin: ' || o)
from unnest(array['{NULL}', '{app.example.org}', '{https://app.example.org/}', '{"https://a.example https://b.example"}', '{*}']) o;
select pg_temp.is_held(false);
select lives_ok($$select files.set_up_bucket('main')$$, 'whoever has no lease may look');
select throws_ok($$select files.set_up_bucket('main', apply => true)$$, 'PT409', 'Lease not held', 'and write nothing');
select pg_temp.is_held(true);
select lives_ok($$select files.set_up_bucket('main', apply => true)$$, 'who has it may');
select is(batch #>> '{jobs,0,is_applied}', 'true', 'Java is told so') from answer;
insert into pgfiles.setting values ('web_origins', '{https://a.example}');
select is((select count(*) from files.set_up_bucket('main')), 0::bigint, 'whoever leaves it out looks');
select is((batch #> '{jobs,0}') - array['job_id', 'kind', 'bucket', 'public_endpoint', 'upload_headers'], '{"origins": ["https://a.example"], "is_applied": false}',
    'with the pages of the setting') from answer;

-- --- its rows --------------------------------------------------------------------------------------------
delete from pgfiles.bucket_check;
select pg_temp.checks('[
    {"item": "of_tomorrow", "is_ok": true, "finding": "new", "is_lacking": false},
    {"item": "multipart_rule", "is_ok": true, "finding": "after 2 days", "is_lacking": false, "done": "written: rule x"},
    {"item": "version_rule", "is_ok": null, "finding": "not known: HTTP 403", "is_lacking": false},
    {"item": "object_lock", "is_ok": null, "finding": "nothing of the kind: HTTP 501", "is_lacking": true},
    {"item": "pages", "is_ok": false, "finding": "may not"},
    {"item": "ownership", "is_ok": false, "finding": "ObjectWriter", "is_lacking": false},
    {"item": "store", "is_ok": true, "finding": "answers", "is_lacking": false}]');
select results_eq($$select item, is_ok, current, wanted is null, done from files.set_up_bucket('main', '{https://b.example}')$$, $$values
    ('store', true, 'answers', false, null),
    ('pages', false, 'may not', false, null),
    ('multipart_rule', true, 'after 2 days', false, 'written: rule x'),
    ('version_rule', false, 'not known: HTTP 403', false, null),
    ('ownership', false, 'ObjectWriter', false, null),
    ('object_lock', null, 'nothing of the kind: HTTP 501', false, null),
    ('of_tomorrow', true, 'new', true, null)$$, 'what the store does not tell is not well, what it has not is neither');
select set_eq($$select item, is_ok from pgfiles.bucket_check where bucket = 'main'$$, $$values ('store', true), ('multipart_rule', true),
    ('version_rule', null), ('ownership', false), ('object_lock', null), ('of_tomorrow', true)$$,
    'the doctor gets them, but not the pages of others');
select lives_ok($$select files.set_up_bucket('main')$$, 'those of the setting');
select is((select is_ok from pgfiles.bucket_check where bucket = 'main' and item = 'pages'), false, 'are his');
select pg_temp.answers('[{"job_id": 1, "outcome": "retry", "detail": "no credentials"}]');
select results_eq($$select item, is_ok, current from files.set_up_bucket('main')$$, $$values ('store', false, 'no credentials')$$, 'a store that cannot be met is a row');
select is_empty($$select w.item from pgfiles.bucket_wishes() w group by w.item having count(*) > 1$$, 'of each thing one wish');

-- --- the doctor --------------------------------------------------------------------------------------------
delete from pgfiles.bucket_check;
insert into pgfiles.bucket_check (bucket, item, is_ok, finding) values
    ('main', 'region', false, 'the bucket is in eu-west-1, and its row says us-east-1'), ('main', 'tls', false, 'clients: http, workers: https'),
    ('main', 'multipart_rule', false, 'no rule'), ('main', 'version_rule', null, 'not known'), ('main', 'expiry_rules', true, 'none'),
    ('main', 'ownership', false, 'none'), ('main', 'default_encryption', false, 'none');
select results_eq($$select subject, level, fix ~ '^select' from files.doctor() where code = 'set_up' and not is_ok order by 1$$, $$values
    ('encryption on the way of bucket main', 'warning', false), ('region of bucket main', 'warning', false),
    ('rule for uploads in parts of bucket main', 'warning', true)$$, 'what is to be done is said, each with its fix; what is not known is not');
select is(pg_temp.said('expiry of bucket main'), 'ok none', 'what is well, too');
select is(fix, 'update pgfiles.bucket set region = ''eu-west-1'' where name = ''main'';', 'the region is in the fix')
from files.doctor() where subject = 'region of bucket main';
update pgfiles.bucket set endpoint = null where name = 'main';
insert into pgfiles.bucket_check (bucket, item, is_ok, finding) values ('main', 'ownership', false, 'none'), ('main', 'default_encryption', false, 'none');
select is(pg_temp.said('ownership of bucket main'), 'warning none', 'who owns objects is told of AWS');
select is(pg_temp.said('encryption in the store of bucket main'), 'warning none', 'and how they are kept');

select * from finish();
rollback;
