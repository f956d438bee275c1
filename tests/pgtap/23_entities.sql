-- Whose rows decide: the entity's own row-level security, or a function that the entity type names.
begin;
\ir fixtures.psql
select plan(21);

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

select * from finish();
rollback;
