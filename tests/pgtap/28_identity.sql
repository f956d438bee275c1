-- Who calls: claims of several providers, users that appear by calling, tokens that are refused.
begin;
\ir fixtures.psql
select plan(94);

-- The same questions, asked of tokens of several identity providers.
create function pg_temp.caller(claims text, settings jsonb)
    returns text
    language plpgsql
as $$
declare
    v_caller text;
begin
    insert into pgfiles.setting select key, value from jsonb_each_text(settings);
    perform set_config('request.jwt.claims', claims, true);
    v_caller := concat_ws(' ', pgfiles.current_organization_id(), pgfiles.current_user_id(),
        case when pgfiles.is_org_admin() then 'admin' end);
    delete from pgfiles.setting where name in (select jsonb_object_keys(settings));
    return v_caller;
end
$$;
select is(pg_temp.caller(claims, settings::jsonb), caller, oddity)
from (values
    ('{"user":{"organization_id":"acme","user_id":7,"role":"org_admin"}}', '{}', 'acme 7 admin', 'an id may be a number'),
    ('{"user":{"organization_id":"acme","user_id":"","role":"org_client"},"sub":"u"}', '{}', 'acme u', 'an empty claim is none'),
    ('{"user":{"organization_id":null},"sub":"u"}', '{}', '_ u', 'nor is null a claim'),
    ('{"sub":"c-1","custom:org":"acme","cognito:groups":["staff","files-admin"]}',
        '{"claim_organization_id":"{custom:org}","claim_role":"{cognito:groups}","admin_role":"files-admin"}',
        'acme c-1 admin', 'Cognito: the admin is in a group'),
    ('{"sub":"c-2","custom:org":"acme","cognito:groups":["staff"]}',
        '{"claim_organization_id":"{custom:org}","claim_role":"{cognito:groups}","admin_role":"files-admin"}',
        'acme c-2', 'Cognito: and who is not, is none'),
    ('{"sub":"a-1","groups":["admins of acme"],"org":{"files app":{"slug":"acme"}}}',
        '{"claim_organization_id":"{org,slug} {org,files app,slug}","claim_role":"{groups}","admin_role":"admins of acme"}',
        'acme a-1 admin', 'Authentik: names with blanks, and a second path'),
    ('{"sub":"u","user":{"role":{"org_admin":false}}}', '{}', '_ u', 'an object with that key is no role'),
    ('{"sub":"u","user":{"role":"org_admin_of_nothing"}}', '{}', '_ u', 'nor is a longer name'),
    ('{"sub":"u","user_metadata":{"organization_id":"acme","role":"org_admin"},"organization_id":"acme","role":"org_admin"}', '{}',
        '_ u', 'what users may edit at some providers is not looked at')
) as t (claims, settings, caller, oddity);
select throws_ok(
    $$select pg_temp.caller('{"sub":"u","user":{"organization_id":["acme"]}}', '{}')$$, '22023', 'Invalid claim',
    'a list of organizations is refused');
-- What is no id is refused, and not taken for one.
select throws_ok(format('select pg_temp.caller(%L, ''{}'')', claims), '22023', 'Invalid claim', oddity)
from (values
    ('{"user":{"user_id":["1"]}}', 'a list of users'),
    ('{"user":{"user_id":{"a":1}}}', 'an object for a user'),
    ('{"user":{"user_id":true}}', 'a truth for a user'),
    ('{"user":{"user_id":"1","organization_id":false}}', 'a truth for an organization'),
    ('{"user":"bob","sub":"u"}', 'a text where an object is looked for: no way into the tenant of those who have none'),
    (format('{"sub":"%s"}', repeat('x', 256)), 'a user id of 256 characters')
) as t (claims, oddity);
select throws_ok($$insert into pgfiles.setting values ('claim_role', 'user.role')$$, '22023', 'Invalid argument',
    'a path that is none is refused when it is written');
select is(pgfiles.setting('claim_role'), '{user,role}', 'and changes nothing');

-- A user appears with the first request that may write.
\set token '{"role":"authenticated","sub":"kc-1","name":"Alice Adams","preferred_username":"alice","email":"alice@example.org","user":{"organization_id":"acme","user_id":"1","role":"org_client"}}'
create function pg_temp.read_only(statement text)
    returns text
    language plpgsql
as $$
begin
    perform set_config('transaction_read_only', 'on', true);
    execute statement;
    raise exception using errcode = 'RO000';
exception
    when sqlstate 'RO000' then
        return 'passed';
end
$$;
set local role authenticated;
set local request.jwt.claims = :'token';
select is(pg_temp.read_only('select pgfiles.pre_request()'), 'passed', 'a request that only reads passes');
select is_empty('select from files.users', 'and makes no user');
select lives_ok('select pgfiles.pre_request()', 'a request that may write makes one');
select results_eq('select user_id, handle, display_name from files.users', $$values ('1', 'alice', 'Alice Adams')$$, 'of the token''s claims');
select throws_ok('select email from pgfiles.app_user', '42501', null, 'whose e-mail address the API does not tell');
reset role;
select is(email, 'alice@example.org', 'though it is known') from pgfiles.app_user;
create temp table before as select u.ctid as place, u.* from pgfiles.app_user u;
grant select on before to authenticated;
create function pg_temp.is_unchanged() returns boolean language sql as $$select (b.place, b.updated_at) = (u.ctid, u.updated_at) from before b, pgfiles.app_user u where b.id = u.id$$;

set local role authenticated;
select pgfiles.pre_request();
set local request.jwt.claims = '{"role":"authenticated","sub":"kc-1","user":{"organization_id":"acme","user_id":"1"}}';
select pgfiles.pre_request();
reset role;
select ok(pg_temp.is_unchanged(), 'the same claims again, or fewer, write nothing');
set local role authenticated;
set local request.jwt.claims = '{"role":"authenticated","sub":"kc-1","name":"Alice Baker","user":{"organization_id":"acme","user_id":"1"}}';
select pgfiles.pre_request();
select results_eq('select id, handle, display_name from files.users', $$select id, 'alice', 'Alice Baker' from before$$, 'a changed name does, and leaves the rest');

-- Whose uploads are whose.
create temp table answer as select * from files.generate_upload_url(null, null, 'a.jpg', 'image/jpeg', 1);
select results_eq(
    'select u.display_name from files.files f join files.users u on u.id = f.uploader_id', $$values ('Alice Baker')$$, 'a file refers to its uploader');
set local request.jwt.claims = :'bob';
select pgfiles.pre_request();
select bag_eq('select user_id from files.users', $$values ('1'), ('2')$$, 'colleagues see each other');
set local request.jwt.claims = :'carol';
select is_empty('select from files.users', 'a stranger sees none of them');
select throws_ok($$insert into pgfiles.app_user (organization_id, user_id) values ('globex', '5')$$, '42501', null, 'nobody writes users by hand');
select throws_ok($$select pgfiles.save_user('{"sub":"boss"}')$$, '42501', null, 'nor behind the API');
select throws_ok($$select files.sync_user('{"sub":"boss"}')$$, '42501', null, 'nor by an event of his own making');
reset role;
delete from pgfiles.app_user where user_id = '1';
select results_eq('select uploader_id, owner_id from files.files', $$values (null::uuid, '1')$$, 'a file outlives its uploader''s row');

-- Nothing that goes wrong with a user is a reason to refuse the request.
alter table pgfiles.app_user add constraint no_bob check (user_id <> '4') not valid;
set local role authenticated;
set local client_min_messages = error;
set local request.jwt.claims = '{"role":"authenticated","user":{"organization_id":"acme","user_id":"4"}}';
select lives_ok('select pgfiles.pre_request()', 'a user who cannot be saved may go on');
set local request.jwt.claims = '{"role":"authenticated","user":{"organization_id":"a/b","user_id":"4"}}';
select lives_ok('select pgfiles.pre_request()', 'even with an organization that no file can have');
set local request.jwt.claims = '{"role":"authenticated"}';
select lives_ok('select pgfiles.pre_request()', 'and who names no user at all');
set local role anon;
set local request.jwt.claims = '{"role":"anon"}';
select lives_ok('select pgfiles.pre_request()', 'and so may the anonymous role');
set local request.jwt.claims = '';
select lives_ok('select pgfiles.pre_request()', 'with or without claims');

-- What an identity provider tells.
set local role api_service_idp;
select lives_ok(
    $$select files.sync_user('{"version":"1","triggerSource":"PostConfirmation_ConfirmSignUp","userName":"dora","callerContext":{"clientId":"web"},
        "request":{"userAttributes":{"sub":"c-9","email":"dora@example.org","name":"Dora"}},"response":{}}')$$, 'a Cognito event');
select lives_ok($$select files.sync_user('{"sub":"a-9","name":"Emil","user":{"organization_id":"acme"}}')$$, 'claims, as of Authentik');
set local request.jwt.claims = '{"role":"api_service_idp","user":{"organization_id":"acme"}}';
select throws_ok($$select files.sync_user('{"sub":"c-1","name":"Mallory","user":{"organization_id":"globex"}}')$$, '42501', 'Not allowed',
    'a service of one organization names no users of another');
select lives_ok($$select files.sync_user('{"sub":"a-9","name":"Emil","user":{"organization_id":"acme"}}')$$, 'but those of its own');
set local request.jwt.claims = '';
select throws_ok($$select files.sync_user('{"triggerSource":"PostConfirmation_ConfirmSignUp","request":{"userAttributes":
    {"sub":"c-10","name":"Frida","custom:organization_id":"acme"}}}')$$, '22023', 'Invalid argument', 'an organization that nothing reads is not taken for none');
select throws_ok($$select files.sync_user('{"name":"Nobody"}')$$, '22023', 'Invalid argument', 'without a user');
select throws_ok($$select files.sync_user('{"sub":"role:postgres"}')$$, '22023', 'Invalid claim', 'a user who would pass for a DBA');
select throws_ok('select from files.files', '42501', null, 'the service sees no file');
reset role;
select results_eq(
    $$select organization_id, user_id, display_name, email from pgfiles.app_user where user_id like '%-9' order by 2$$,
    $$values ('acme', 'a-9', 'Emil', null), ('_', 'c-9', 'Dora', 'dora@example.org')$$, 'both are there before they call');

-- Claims under the names that PostgREST gave them once.
savepoint old_style;
insert into pgfiles.setting values ('old_style_claims', '{sub,user,email}');
create policy old_style on app.site for select using (organization_id = current_setting('request.jwt.claim.sub', true));
create table app.note (owner_id text);
insert into app.note values ('kc-1'), ('kc-2');
alter table app.note enable row level security;
create policy own_notes on app.note using (owner_id = current_setting('request.jwt.claim.sub', true));
grant select on app.note to authenticated;
set local role authenticated;
set local request.jwt.claims = '{"role":"authenticated","sub":"kc-1","user":{"organization_id":"acme"}}';
select is_empty('table app.note', 'a policy of the old style lets nobody see anything');
select pgfiles.pre_request();
select results_eq('table app.note', $$values ('kc-1')$$, 'once the claim is set, it works');
select is(current_setting('request.jwt.claim.user', true), '{"organization_id": "acme"}', 'an object comes as JSON');
select is(current_setting('request.jwt.claim.email', true), null, 'what the token lacks is not set');
select is(current_setting('request.jwt.claim.role', true), null, 'nor what was not asked for');
reset role;
select identity.pre_request();
select is(current_setting('request.jwt.claim.sub', true), 'kc-1', 'by the other name, too');
rollback to old_style;
select throws_ok(format('insert into pgfiles.setting values (%L, %L)', 'old_style_claims', v), '22023', 'Invalid argument', v || ' is no list of names')
from unnest('{sub,"{cognito:groups}","{a b}","{null}"}'::text[]) v;

-- What PostgREST alone answers without a hint. The second setting is the schema that the request is for.
create function pg_temp.request_of(role name, claims text, method text, path text, search_path text)
    returns text
    language plpgsql
as $$
declare
    v_detail text;
    v_hint text;
begin
    perform set_config('role', role, true), set_config('request.jwt.claims', claims, true),
        set_config('request.method', method, true), set_config('request.path', path, true);
    perform set_config('search_path', search_path, true);
    perform pgfiles.pre_request();
    raise exception using errcode = 'RO000';
exception
    when sqlstate 'RO000' then
        return 'taken';
    when others then
        get stacked diagnostics v_detail = pg_exception_detail, v_hint = pg_exception_hint;
        return concat_ws(' | ', sqlstate, v_detail, left(v_hint, 30));
end
$$;
select is(pg_temp.request_of(role, claims, method, path, search_path), answer, concat_ws(' ', role, method, path, search_path))
from (values
    ('anon', '{"role":"anon"}', 'POST', '/rpc/generate_upload_url', '"files", "public"', '42501 | /rpc/generate_upload_url is for users | send a token: Authorization: B'),
    ('anon', '', 'GET', '/files', '"files"', '42501 | /files is for users | send a token: Authorization: B'),
    ('anon', '{"role":"anon","sub":"kc-1"}', 'GET', '/files', 'files', '42501 | the token has the role anon, which does not have the API | PostgREST''s jwt-role-claim-key'),
    ('anon', '{"role":"anon"}', 'GET', '/files', '"api", "files"', 'taken'),
    ('anon', '{"role":"anon"}', 'GET', '/prices', '"files"', 'taken'),
    ('authenticated', :'token', 'GET', '/rpc/generate_download_url', '"files"', 'PT405 | generate_download_url writes | call it with POST, and the arg'),
    ('authenticated', :'token', 'HEAD', '/rpc/confirm_upload', '"files"', 'PT405 | confirm_upload writes | call it with POST, and the arg'),
    ('authenticated', :'token', 'GET', '/rpc/get_upload_url', '"files"', 'taken'),
    ('authenticated', :'token', 'GET', '/rpc/doctor', '"files"', 'taken'),
    ('authenticated', :'token', 'POST', '/rpc/generate_download_url', '"files"', 'taken'),
    ('authenticated', :'token', 'GET', '/rpc/generate_download_url', '"public"', 'taken'),
    ('authenticated', :'token', 'PATCH', '/files', '"files"', 'PT405 | files are changed by functions | POST /rpc/attach_file gives on'),
    ('authenticated', :'token', 'DELETE', '/files', '"files"', 'PT405 | files are not deleted by row | POST /rpc/delete_file puts one'),
    ('authenticated', :'token', 'DELETE', '/files', '"shop"', 'taken'),
    ('authenticated', :'token', 'GET', '/files', '"files"', 'taken')
) t (role, claims, method, path, search_path, answer);

-- Tokens that PostgREST takes and we do not.
create temp table token_rule (settings jsonb, claims jsonb, is_refused boolean, oddity text);
insert into token_rule values
    ('{}', '{"sub":"u","iss":"https://else.where/"}', false, 'any issuer while none is named'),
    ('{"token_issuers":"{https://id.example.org/}"}', '{"sub":"u","iss":"https://id.example.org/"}', false, 'our issuer'),
    ('{"token_issuers":"{https://id.example.org/}"}', '{"sub":"u","iss":"https://else.where/"}', true, 'another issuer'),
    ('{"token_issuers":"{https://id.example.org/}"}', '{"sub":"u"}', true, 'no issuer'),
    ('{"token_issuers":"{https://id.example.org/}"}', '{}', false, 'no token'),
    ('{"token_client_ids":"{web,app}"}', '{"sub":"u","client_id":"app"}', false, 'a Cognito access token of ours'),
    ('{"token_client_ids":"{web,app}"}', '{"sub":"u","client_id":"game","aud":"app"}', true, 'of another application'),
    ('{"token_client_ids":"{web,app}"}', '{"sub":"u","aud":["account","web"]}', false, 'an audience among others'),
    ('{"token_client_ids":"{web,app}"}', '{"sub":"u"}', true, 'no client'),
    ('{"token_uses":"{access}"}', '{"sub":"u","token_use":"id"}', true, 'an identity token');
create function pg_temp.pre_request_of(role name, claims jsonb, settings jsonb default '{}')
    returns text
    language plpgsql
as $$
begin
    insert into pgfiles.setting select key, value from jsonb_each_text(settings);
    perform set_config('role', role, true),
        set_config('request.jwt.claims', (claims || jsonb_build_object('role', role))::text, true);
    perform pgfiles.pre_request();
    raise exception using errcode = 'RO000';
exception
    when sqlstate 'RO000' then
        return 'taken';
    when sqlstate 'PT401' then
        return 'refused';
end
$$;
select is(pg_temp.pre_request_of('authenticated', claims, settings), case when is_refused then 'refused' else 'taken' end, 'token: ' || oddity)
from token_rule;

-- Tokens of services must be registered.
insert into pgfiles.service_token (jti, role, organization_id) values ('t-1', 'api_service_idp', 'acme');
insert into pgfiles.service_token (jti, role, expires_at) values ('t-old', 'api_service_idp', now() - interval '1 second');
insert into pgfiles.service_token (jti, role, revoked_at) values ('t-lost', 'api_service_idp', now());
insert into pgfiles.service_token (jti, role) values ('t-other', 'api_service_billing');
select is(pg_temp.pre_request_of('api_service_idp', claims::jsonb), answer, 'service token: ' || oddity)
from (values
    ('{"jti":"t-1","user":{"organization_id":"acme"}}', 'taken', 'as registered'),
    ('{"jti":"t-1","user":{"organization_id":"globex"}}', 'refused', 'of another organization'),
    ('{"jti":"t-1"}', 'refused', 'of none'),
    ('{"jti":"t-old"}', 'refused', 'expired here'),
    ('{"jti":"t-lost"}', 'refused', 'revoked'),
    ('{"jti":"t-other"}', 'refused', 'of another role'),
    ('{"jti":"t-2"}', 'refused', 'unknown'),
    ('{}', 'refused', 'without an id')
) as t (claims, answer, oddity);

-- A service has its own rate.
select files.grant_api_to('api_service_idp', 'write');
update pgfiles.service_token set calls_per_minute = 1 where jti = 't-1';
set local role api_service_idp;
set local request.jwt.claims = '{"role":"api_service_idp","jti":"t-1","sub":"service:idp","user":{"organization_id":"acme"}}';
select lives_ok($$select files.generate_upload_url(null, null, 'a.jpg', 'image/jpeg', 1)$$, 'one call a minute is taken');
select throws_ok($$select files.generate_upload_url(null, null, 'a.jpg', 'image/jpeg', 1)$$, 'PGRST', null, 'another is not');
reset role;
update pgfiles.service_token set calls_per_minute = 0 where jti = 't-1';
set local role api_service_idp;
select lives_ok($$select files.generate_upload_url(null, null, 'a.jpg', 'image/jpeg', 1)$$, 'until there is no limit');
reset role;
select throws_ok($$insert into pgfiles.service_token (role) values ('authenticated')$$, '22023', 'Invalid argument', 'people have no service tokens');

select * from finish();
rollback;
