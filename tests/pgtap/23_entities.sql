-- Whose rows decide: the entity's own row-level security, or a function that the entity type names.
begin;
\ir fixtures.psql
select plan(61);

create function pg_temp.upload(entity_type text, entity_id text)
    returns text
    language plpgsql
as $$
begin
    perform files.generate_upload_url(entity_type, entity_id, 'a.jpg', 'image/jpeg', 1);
    return 'taken';
exception
    when others then
        return sqlstate;
end
$$;

-- A table with a key of two columns, through a generated one; and one that everybody reads.
create table app.plot (
    parcel text, number integer, owner text,
    plot_id text generated always as (parcel || '/' || number) stored unique, primary key (parcel, number));
insert into app.plot values ('north', 1, 'acme'), ('north', 2, 'globex');
alter table app.plot enable row level security;
create policy plot_all on app.plot using (owner = (select current_setting('request.jwt.claims', true)::jsonb #>> '{user,organization_id}'));
grant select, update (owner) on app.plot to authenticated;
create table app.notice (id integer primary key);
insert into app.notice values (1);
grant select on app.notice to authenticated;
insert into pgfiles.entity_type (name, table_name, id_column) values ('plot', 'app.plot', 'plot_id'), ('notice', 'app.notice', 'id');

set local role authenticated;
set local request.jwt.claims = :'alice';
select is(pg_temp.upload(type, id), answer, format('%s %s: %s', type, id, oddity))
from (values
    ('plot', 'north/1', 'taken', 'a key of two columns'),
    ('plot', 'north/2', 'PT404', 'of another organization'),
    ('plot', 'north/3', 'PT404', 'not there'),
    ('notice', '1', '42501', 'to be read only'),
    ('notice', 'one', 'PT404', 'an id of the wrong type')
) as t (type, id, answer, oddity);
reset role;

-- Whoever sees a notice may add to it, and only its readers see a site's files.
create function app.sees_notice(id text) returns boolean language sql as $$select exists (select from app.notice n where n.id = sees_notice.id::integer)$$;
create function app.is_inspector(id text) returns boolean language sql as $$select current_setting('request.jwt.claims')::jsonb #>> '{user,user_id}' = '2'$$;
create function app.says_maybe(id text) returns boolean language sql as $$select null::boolean$$;
create function app.is_a_number(id text) returns integer language sql as $$select 1$$;
update pgfiles.entity_type set edit_function = 'app.sees_notice' where name = 'notice';
update pgfiles.entity_type set see_function = 'app.is_inspector' where name = 'plot';
set local role authenticated;
select is(pg_temp.upload('notice', '1'), 'taken', 'a function may say who adds files');
select is(pg_temp.upload('notice', '2'), 'PT404', 'of what is there');
select is(pg_temp.upload('plot', 'north/1'), 'PT404', 'or who sees them: not alice any more');
set local request.jwt.claims = :'bob';
select is(pg_temp.upload('plot', 'north/1'), 'taken', 'but the inspector');
reset role;
select pg_temp.make_ready(f.id) from pgfiles.file f where f.entity_type = 'plot';
set local role authenticated;
select is(count(*)::integer, 2, 'who sees all files of the plot') from files.files where entity_type = 'plot';
set local request.jwt.claims = '{"role":"authenticated","user":{"organization_id":"acme","user_id":"5"}}';
select is_empty($$select from files.files where entity_type = 'plot'$$, 'which others do not, who see its row');
reset role;
update pgfiles.entity_type set edit_function = 'app.says_maybe' where name = 'notice';
set local role authenticated;
select is(pg_temp.upload('notice', '1'), '42501', 'no answer is no');
reset role;

-- What an entity type may name.
select is(see_function, 'app.is_inspector', 'a function is kept by its name') from pgfiles.entity_type where name = 'plot';
create schema "My App";
create function "My App"."Decides"(id text) returns boolean language sql as 'select true';
insert into pgfiles.entity_type (name, table_name, see_function) values ('memo', 'app.notice', '"My App"."Decides"');
select is(see_function, '"My App"."Decides"', 'quoted where it has to be') from pgfiles.entity_type where name = 'memo';
update pgfiles.entity_type set see_function = null where name = 'memo';
select throws_ok(format('update pgfiles.entity_type set see_function = %L where name = %L', function, 'memo'), '22023', 'Invalid argument', oddity)
from (values
    ('app.nothing', 'one that is not there'),
    ('is_inspector', 'one without its schema'),
    ('app.is_a_number', 'one that gives a number')
) as t (function, oddity);
select throws_ok($$update pgfiles.entity_type set see_function = 'app.is_inspector(text); drop table app.notice; --'$$, '42601', null,
    'more than a name');
select throws_ok($$insert into pgfiles.entity_type (name, table_name, id_column) values ('x', 'app.notice', 'nr')$$, '22023', 'Invalid argument',
    'a table without that column');

-- A table that is gone, or not the caller's to read, answers like a row that is not there.
revoke select on app.plot from authenticated;
update pgfiles.entity_type set see_function = null where name = 'plot';
drop table app.notice cascade;
set local role authenticated;
select is(pg_temp.upload('plot', 'north/1'), 'PT404', 'a table that may not be read');
select is(pg_temp.upload('memo', '1'), 'PT404', 'and one that was dropped');

reset role;

-- An id is kept as its table writes it, however a client writes it: a file is found under the id of its row.
create table app.ticket (id integer primary key);
create table app.day (id date primary key);
create domain app.code as varchar(10);
create table app.thing (id app.code primary key);
insert into app.ticket values (1), (17);
insert into app.day values (current_date);
insert into app.thing values ('A 1');
grant select, update on app.ticket, app.day, app.thing to authenticated;
insert into pgfiles.entity_type (name, table_name) values ('ticket', 'app.ticket'), ('day', 'app.day'), ('thing', 'app.thing');
set local role authenticated;
set local request.jwt.claims = :'alice';
create function pg_temp.kept(entity_type text, entity_id text) returns text language plpgsql as $$
declare
    v_file_id uuid := (files.generate_upload_url(entity_type, entity_id, 'a.jpg', 'image/jpeg', 1)).file_id;
begin
    return (select f.entity_id || ' ' || f.s3_original_key from pgfiles.file f where f.id = v_file_id);
end
$$;
select matches(pg_temp.kept(type, given), format('^%s acme/%s/%s/', kept, type, translate(kept, ' ', '-')), format('%s %s', type, given))
from (values
    ('site', '{5EED0000-0000-4000-8000-000000000001}', '5eed0000-0000-4000-8000-000000000001'),
    ('site', '5EED00000000-4000-8000-000000000001', '5eed0000-0000-4000-8000-000000000001'),
    ('ticket', '017', '17'),
    ('ticket', ' 1', '1'),
    ('ticket', '+1', '1'),
    ('day', 'today', current_date::text),
    ('thing', 'A 1', 'A 1')
) as t (type, given, kept);
create temp table loose as select file_id from files.generate_upload_url(null, null, 'a.jpg', 'image/jpeg', 1);
select is((files.attach_file((select file_id from loose), 'ticket', '0017')).entity_id, '17', 'also of a file that is attached later');
select is((files.attach_file((select file_id from loose), 'ticket', ' 17')).entity_id, '17', 'and asked for again under another spelling');
select results_eq(
    $$select item, error ->> 'message' from files.generate_upload_urls('[
        {"entity_type": "ticket", "entity_id": "17", "file_name": "a.jpg", "file_type": "image/jpeg", "file_size": 1},
        {"entity_type": "ticket", "entity_id": "seventeen", "file_name": "a.jpg", "file_type": "image/jpeg", "file_size": 1},
        {"entity_type": "ticket", "entity_id": "99999999999", "file_name": "a.jpg", "file_type": "image/jpeg", "file_size": 1}]')$$,
    $$values (1, null), (2, 'Entity not found'), (3, 'Entity not found')$$, 'what cannot be an id is no entity, and harms no other');
reset role;

-- Changes of a table that owns files: what can be followed is followed, and what cannot harms the files of no other.
select pg_temp.make_ready(f.id) from pgfiles.file f where f.entity_type in ('ticket', 'site') and f.status = 'pending';
create function pg_temp.seen(change text default 'select 1') returns text language plpgsql as $$
declare
    v_seen text;
begin
    perform set_config('role', 'none', true);
    execute change;
    perform set_config('role', 'authenticated', true);
    perform set_config('request.jwt.claims', '{"role":"authenticated","user":{"organization_id":"acme","user_id":"5","role":"org_client"}}', true);
    select string_agg(distinct f.entity_type, ' ' order by f.entity_type) into v_seen from files.files f;
    perform set_config('role', 'none', true);
    return v_seen;
end
$$;
select is(pg_temp.seen(), 'site ticket', 'a colleague sees the files of both');
select is(pg_temp.seen(change), seen, change)
from (values
    ('alter table app.ticket rename column id to number', 'site ticket'),
    ('alter table app.ticket rename to tickets', 'site ticket'),
    ('alter schema app rename to "The App"; alter schema "The App" rename to app', 'site ticket'),
    ('alter table app.tickets alter column number type bigint', 'site ticket'),
    ('alter table app.tickets alter column number type text', 'site ticket'),
    ('alter table app.tickets alter column number type integer using number::integer', 'site ticket'),
    ('revoke select on app.tickets from authenticated', 'site'),
    ('grant select on app.tickets to authenticated', 'site ticket'),
    ('alter table app.tickets disable row level security; revoke usage on schema app from authenticated', null),
    ('grant usage on schema app to authenticated', 'site ticket')
) as t (change, seen);
select is(table_name || ' ' || id_column || ' ' || id_type, 'app.tickets number integer', 'the entity type says what the table is now')
from pgfiles.entity_type where name = 'ticket';
select is(pg_temp.seen('alter table app.tickets drop column number cascade'), 'site', 'without its key it owns nothing that anybody sees');
select is(pg_temp.seen('drop table app.tickets cascade'), 'site', 'nor when it is gone');
set local role authenticated;
select is(pg_temp.upload('ticket', '1'), 'PT404', 'uploads for it find no entity');
select is(pg_temp.upload('site', '5eed0000-0000-4000-8000-000000000001'), 'taken', 'and those for others go on');
reset role;

-- Names as other systems have them: letters of both cases, digits, underscores and dashes.
create table app."Issue" (id uuid primary key);
insert into app."Issue" values ('5eed0000-0000-4000-8000-0000000000aa');
grant select, update on app."Issue" to authenticated;
insert into pgfiles.entity_type (name, table_name)
select name, 'app."Issue"' from unnest('{Issue,issue,site-photo,Bau_Objekt,B2}'::text[]) name;
set local role authenticated;
set local request.jwt.claims = :'alice';
create temp table named as
select n.name, u.*
from unnest('{Issue,issue,site-photo,Bau_Objekt,B2}'::text[]) n (name)
cross join lateral files.generate_upload_url(n.name, '5eed0000-0000-4000-8000-0000000000aa', 'a.jpg', 'image/jpeg', 1) u;
select is(f.s3_original_key, format('acme/%s/5eed0000-0000-4000-8000-0000000000aa/%s/original.jpg', name, file_id), name || ' is in the key')
from named join files.files f on f.id = file_id;
select ok(strpos(url, f.s3_original_key || '?') > 0, name || ' is in the URL') from named join files.files f on f.id = file_id;
reset role;
select is((select count(*)::integer from named n join pgfiles.file f on f.id = n.file_id and f.entity_type = n.name
    where pgfiles.id_in_key(f.s3_original_key) = f.id), 5, 'a file is known by such a key');
set local role authenticated;
set local request.jwt.claims = :'bob';
select is(count(*)::integer, 0, 'colleagues see none before it is uploaded') from files.files join named on id = file_id;
reset role;
update pgfiles.file f set status = 'uploaded', uploaded_at = now() from named where id = file_id;
set local role authenticated;
select bag_eq('select entity_type from files.files join named on id = file_id', $$values ('Issue'), ('issue'), ('site-photo'), ('Bau_Objekt'), ('B2')$$,
    'then those who see the row see each');
select is((files.attach_file((select file_id from files.generate_upload_url(null, null, 'b.jpg', 'image/jpeg', 1)), 'site-photo',
    '5eed0000-0000-4000-8000-0000000000aa')).entity_type, 'site-photo', 'and may be given one');
reset role;

select * from finish();
rollback;
