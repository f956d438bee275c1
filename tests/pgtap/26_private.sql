-- The rules behind the API: names, types, keys, claims.
begin;
\ir fixtures.psql
select plan(93);

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
select is(
    coalesce(pgfiles.file_name_problem(n.name, 255), n.name), expected, 'file name: ' || oddity)
from (values
    ('photo.jpg', 'photo.jpg', 'ordinary'),
    ('  photo.jpg ', 'photo.jpg', 'blanks around it'),
    ('Überblick Süd – 北.jpg', 'Überblick Süd – 北.jpg', 'Unicode'),
    (U&'Mu\0308ller.jpg', 'Müller.jpg', 'decomposed, as macOS sends it'),
    (U&'\+01F468\200D\+01F469\200D\+01F467.jpg', U&'\+01F468\200D\+01F469\200D\+01F467.jpg', 'a family, joined by invisible joiners'),
    (U&'\0646\0627\0645\0647\200C\0627\06CC.pdf', U&'\0646\0627\0645\0647\200C\0627\06CC.pdf', 'Persian, with a non-joiner'),
    (U&'שלום.jpg', U&'שלום.jpg', 'written from right to left'),
    (repeat('x', 255), repeat('x', 255), 'as long as allowed'),
    (repeat('x', 256), 'has 256 characters, at most 255', 'one character too long'),
    ('', 'is empty', 'empty'),
    ('   ', 'is empty', 'blank'),
    (null, 'is empty', 'missing'),
    ('../etc/passwd', 'looks like a path', 'path'),
    ('a\b.jpg', 'looks like a path', 'Windows path'),
    ('..', 'names a directory', 'parent directory'),
    (E'a\nb.jpg', 'has a control character', 'line feed'),
    (E'a\x7fb.jpg', 'has a control character', 'delete character'),
    (E'a\u0085b.jpg', 'has a control character', 'next line'),
    (U&'x\202Egpj.exe', 'has a character that turns the direction of writing or breaks the line', 'shown as xexe.jpg'),
    (U&'x\2066gpj.exe', 'has a character that turns the direction of writing or breaks the line', 'an isolate'),
    (U&'x\200Fgpj.exe', 'has a character that turns the direction of writing or breaks the line', 'a mark'),
    (U&'a\2028b.jpg', 'has a character that turns the direction of writing or breaks the line', 'line separator'),
    (U&'\00A0', 'cannot be seen', 'only a no-break space'),
    (U&'\3000\3000', 'cannot be seen', 'only ideographic spaces'),
    (U&'\FEFF', 'cannot be seen', 'only a byte order mark'),
    (U&'\200B\00AD\2060', 'cannot be seen', 'only what is ignored'),
    (U&'\+0E0041', 'cannot be seen', 'only a tag')
) as t (given, expected, oddity)
cross join lateral pgfiles.normal_file_name(given) n (name);

-- Copies lie beside their original, or where the file says.
select is(pgfiles.variant_key(original, folder, 'small.jpg'), copy, 'copy of ' || original || coalesce(' in ' || folder, ''))
from (values
    ('acme/site/1/x/original.jpg', null, 'acme/site/1/x/small.jpg'), ('photo.jpg', null, 'small.jpg'),
    ('photos/a.jpg', 'acme/_/_/x', 'acme/_/_/x/small.jpg')
) t (original, folder, copy);
select is(pgfiles.stripped_key('photos/a.jpg', 'acme/x', 'image/jpeg', policy), copy, 'copy without metadata: ' || policy)
from (values ('strip', 'acme/x/stripped.jpg'), ('keep', null)) t (policy, copy);

-- Content types.
select is(
    case when pgfiles.is_file_type(n.type) then n.type else 'refused' end, expected,
    'file type: ' || coalesce(left(given, 40), 'missing'))
from (values
    ('image/jpeg', 'image/jpeg'),
    ('Image/JPEG', 'image/jpeg'),
    ('image/jpg', 'image/jpeg'),
    ('application/vnd.ms-excel', 'application/vnd.ms-excel'),
    ('image/pjpeg', 'image/jpeg'),
    ('image/x-tiff', 'image/tiff'),
    ('image/apng', 'image/png'),
    ('text/plain; charset=utf-8', 'text/plain'),
    (E'image/jpeg \t;q=1', 'image/jpeg'),
    ('application/octet-stream', 'application/octet-stream'),
    ('binary/octet-stream', 'application/octet-stream'),
    ('*/*', 'application/octet-stream'),
    ('image/*', 'refused'),
    ('', 'refused'),
    ('image', 'refused'),
    ('image/', 'refused'),
    (repeat('x', 127) || '/' || repeat('y', 127), repeat('x', 127) || '/' || repeat('y', 127)),
    (repeat('x', 128) || '/y', 'refused'),
    ('x/' || repeat('y', 128), 'refused'),
    (E'image/jpeg\r\nx-amz-acl: public-read', 'refused'),
    (null, 'refused')
) as t (given, expected)
cross join lateral pgfiles.normal_file_type(given) n (type);

select is(pgfiles.is_type_allowed(file_type, allowed), expected, format('%s among %s', file_type, allowed))
from (values
    ('image/png', '{image/*}'::text[], true),
    ('image/png', '{image/png}', true),
    ('image/png', '{application/pdf,*/*}', true),
    ('image/png', '{image/jpeg,application/*}', false),
    ('imagex/png', '{image/*}', false),
    ('image/png', '{image/apng}', true),
    ('image/jpeg', '{image/jpg}', true),
    ('image/x-adobe-dng', '{image/tiff}', false),
    ('image/png', '{}', false)
) as t (file_type, allowed, expected);

-- What nobody has said a type of.
select is(pgfiles.guessed_type(file_name, allowed), expected, format('type of %s among %s', file_name, allowed))
from (values
    ('IMG_1.HEIC', '{image/*}'::text[], 'image/heic'),
    ('a.b.tar.zip', '{image/*}', 'application/zip'),
    ('photo', '{image/*}', 'application/octet-stream'),
    ('photo.', '{*/*}', 'application/octet-stream'),
    ('photo.jpg', '{*/*}', 'image/jpeg'),
    ('photo.jpg', '{application/octet-stream}', 'application/octet-stream')
) as t (file_name, allowed, expected);

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
select is(pgfiles.id_in_key(key)::text, id, 'id in the key ' || coalesce(key, 'null'))
from (values
    ('acme/site/17/5eed0000-0000-4000-8000-00000000000a/original.jpg', '5eed0000-0000-4000-8000-00000000000a'),
    ('acme/site/17/5eed0000-0000-4000-8000-00000000000a/original-1f2e3d4c.jpg', '5eed0000-0000-4000-8000-00000000000a'),
    ('5eed0000-0000-4000-8000-00000000000a/photos/1.jpg', null),
    (null, null)
) as t (key, id);

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
