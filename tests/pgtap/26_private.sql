-- The rules behind the API: names, types, keys, claims.
begin;
\ir fixtures.psql
select plan(53);

create function pg_temp.outcome(statement text)
    returns text
    language plpgsql
as $$
declare
    v_result text;
begin
    execute 'select (' || statement || ')::text' into v_result;
    return v_result;
exception when others then
    return 'error ' || sqlstate;
end
$$;

-- File names: what goes in, what comes out.
select is(pg_temp.outcome(format('pgfiles.checked_file_name(%L)', given)), expected, 'file name: ' || oddity)
from (values
    ('photo.jpg', 'photo.jpg', 'ordinary'),
    ('  photo.jpg ', 'photo.jpg', 'blanks around it'),
    ('Überblick Süd – 北.jpg', 'Überblick Süd – 北.jpg', 'Unicode'),
    (U&'Mu\0308ller.jpg', 'Müller.jpg', 'decomposed, as macOS sends it'),
    (repeat('x', 255), repeat('x', 255), 'as long as allowed'),
    (repeat('x', 256), 'error 22023', 'one character too long'),
    ('', 'error 22023', 'empty'),
    ('   ', 'error 22023', 'blank'),
    (null, 'error 22023', 'missing'),
    ('../etc/passwd', 'error 22023', 'path'),
    ('a\b.jpg', 'error 22023', 'Windows path'),
    ('..', 'error 22023', 'parent directory'),
    (E'a\nb.jpg', 'error 22023', 'line feed'),
    (E'a\x7fb.jpg', 'error 22023', 'delete character')
) as t (given, expected, oddity);

-- Content types.
select is(pg_temp.outcome(format('pgfiles.checked_file_type(%L)', given)), expected, 'file type: ' || coalesce(left(given, 40), 'missing'))
from (values
    ('image/jpeg', 'image/jpeg'),
    ('Image/JPEG', 'image/jpeg'),
    ('image/jpg', 'image/jpeg'),
    ('application/vnd.ms-excel', 'application/vnd.ms-excel'),
    ('text/plain; charset=utf-8', 'error 22023'),
    ('image', 'error 22023'),
    ('image/', 'error 22023'),
    (repeat('x', 127) || '/' || repeat('y', 127), repeat('x', 127) || '/' || repeat('y', 127)),
    (repeat('x', 128) || '/y', 'error 22023'),
    ('x/' || repeat('y', 128), 'error 22023'),
    (E'image/jpeg\r\nx-amz-acl: public-read', 'error 22023'),
    (null, 'error 22023')
) as t (given, expected);

select is(pgfiles.is_type_allowed(file_type, allowed), expected, format('%s among %s', file_type, allowed))
from (values
    ('image/png', '{image/*}'::text[], true),
    ('image/png', '{image/png}', true),
    ('image/png', '{application/pdf,*/*}', true),
    ('image/png', '{image/jpeg,application/*}', false),
    ('imagex/png', '{image/*}', false),
    ('image/png', '{}', false)
) as t (file_type, allowed, expected);

-- Keys hold nothing that a client wrote freely.
select is(
    pgfiles.original_key('acme', 'site', entity_id, '5eed0000-0000-4000-8000-00000000000a', 'image/jpeg'),
    'acme/site/' || segment || '/5eed0000-0000-4000-8000-00000000000a/original.jpg',
    'key of entity ' || left(entity_id, 20))
from (values
    ('17', '17'),
    ('../../globex', '------globex'),
    ('a b/c?d', 'a-b-c-d'),
    (repeat('é', 200), repeat('-', 64))
) as t (entity_id, segment);
select is(
    pgfiles.original_key('acme', null, null, '5eed0000-0000-4000-8000-00000000000a', 'application/zip'),
    'acme/_/_/5eed0000-0000-4000-8000-00000000000a/original.bin',
    'key of a file without an entity');

-- uuid version 7 (RFC 9562).
select matches(pgfiles.uuid_v7()::text, '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
    'version and variant of a file id');
select ok(bool_and(id > before), 'file ids of one millisecond keep their order')
from (
    select id, lag(id) over (order by n) as before
    from (select n, pgfiles.uuid_v7() as id, pg_sleep(0.00001) from generate_series(1, 200) n) x
) y;
select ok(
    abs(('x' || translate(left(pgfiles.uuid_v7()::text, 13), '-', ''))::bit(48)::bigint
        - extract(epoch from clock_timestamp()) * 1000) < 1000,
    'a file id begins with the time in milliseconds');

-- Claims.
select is(pg_temp.outcome(format('length(pgfiles.checked_organization_id(%L))', repeat('x', given))), expected,
    format('an organization of %s characters', given))
from (values (64, '64'), (65, 'error 22023')) as t (given, expected);
select is(pgfiles.current_organization_id(), '_', 'outside a request there is no organization');
select is(pgfiles.current_user_id(), 'role:' || session_user, 'outside a request the caller is the database role');
set local request.jwt.claims = :'alice';
select is(pgfiles.current_organization_id(), 'acme', 'organization of the token');
select is(pgfiles.current_user_id(), '1', 'user of the token');
select ok(not pgfiles.is_org_admin(), 'a client is no admin');
set local request.jwt.claims = :'boss';
select ok(pgfiles.is_org_admin(), 'an admin is one');
set local request.jwt.claims = '{"sub":"u-7","user":{"organization_id":""}}';
select is(pgfiles.current_user_id(), 'u-7', 'sub where there is no user_id');
select is(pgfiles.current_organization_id(), '_', 'an empty organization is none');
set local request.jwt.claims = '{"user":{"organization_id":"acme/../globex"}}';
select throws_ok('select pgfiles.current_organization_id()', '22023', 'Invalid claim', 'an organization that is a path is refused');
set local request.jwt.claims = '{"user":{"organization_id":"_"}}';
select throws_ok('select pgfiles.current_organization_id()', '22023', 'Invalid claim', 'nobody can claim to have no organization');
set local request.jwt.claims = '{"org":"initech"}';
insert into pgfiles.setting values ('claim_organization_id', '{org}');
select is(pgfiles.current_organization_id(), 'initech', 'the path of a claim is a setting');

select * from finish();
rollback;
