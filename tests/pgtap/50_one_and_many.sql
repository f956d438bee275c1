-- A batch answers for each item what the call for one answers: for items that are made up, with each kind of error among good ones.
begin;
\ir fixtures.psql
select plan(6);

create table app.locked (id integer primary key);
insert into app.locked values (1);
grant select on app.locked to authenticated;
insert into pgfiles.entity_type (name, table_name) values ('locked', 'app.locked');
update pgfiles.entity_type set latitude_column = 'latitude', longitude_column = 'longitude' where name = 'site';
insert into pgfiles.setting values ('user_calls_per_minute', '0');

-- Each field takes a value of a list, as likely a good one as not.
create temp table choice as
select field, array_agg(value order by n) as values
from (values
    (1, 'entity', '{}'::jsonb), (2, 'entity', '{"entity_type": "site", "entity_id": "5eed0000-0000-4000-8000-000000000001"}'),
    (3, 'entity', '{"entity_type": "site", "entity_id": "5EED0000-0000-4000-8000-000000000001"}'),
    (4, 'entity', '{"entity_type": "site", "entity_id": "5eed0000-0000-4000-8000-000000000002"}'),
    (5, 'entity', '{"entity_type": "site", "entity_id": "5eed0000-0000-4000-8000-000000000003"}'),
    (6, 'entity', '{"entity_type": "site", "entity_id": "nowhere"}'), (7, 'entity', '{"entity_type": "site"}'),
    (8, 'entity', '{"entity_id": "1"}'), (9, 'entity', '{"entity_type": "planet", "entity_id": "1"}'),
    (10, 'entity', '{"entity_type": "locked", "entity_id": "1"}'),
    (1, 'name', '{"file_name": "a.jpg"}'), (2, 'name', '{"file_name": "  \u00dcber.jpg "}'), (3, 'name', '{}'), (4, 'name', '{"file_name": "a/b"}'),
    (5, 'name', '{"file_name": "a\u202egpj.exe"}'), (6, 'name', '{"file_name": "a.jpg"}'), (7, 'name', '{"file_name": "b.jpg"}'),
    (1, 'type', '{"file_type": "image/jpeg"}'), (2, 'type', '{"file_type": "IMAGE/JPG"}'), (3, 'type', '{"file_type": "text/html"}'),
    (4, 'type', '{"file_type": "image"}'), (5, 'type', '{}'), (6, 'type', '{"file_type": "image/png"}'), (7, 'type', '{"file_type": "image/gif"}'),
    (1, 'size', '{"file_size": 1}'), (2, 'size', '{"file_size": 52428800}'), (3, 'size', '{"file_size": 52428801}'), (4, 'size', '{"file_size": 0}'),
    (5, 'size', '{"file_size": -5}'), (6, 'size', '{}'), (7, 'size', '{"file_size": 100}'), (8, 'size', '{"file_size": 4611686018427387904}'),
    (1, 'sha256', '{}'), (2, 'sha256', '{"sha256": "2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824"}'),
    (3, 'sha256', '{"sha256": "abc"}'), (4, 'sha256', '{}'), (5, 'sha256', '{}'),
    (1, 'place', '{}'), (2, 'place', '{"use_location": true}'), (3, 'place', '{"use_location": false}')
) as t (n, field, value)
group by field;
-- The same items in each run: a failure can be looked at again.
select setseed(0.5) \g /dev/null
create temp table item as
select n, (
    select jsonb_object_agg(v.key, v.value)
    from (
        select e.key, e.value
        from choice c
        cross join lateral jsonb_each(c.values[1 + floor(random() * cardinality(c.values) * case when n % 2 = 0 then 1 else 0.35 end)::integer]) e
        where n > 0
    ) v) as given
from generate_series(1, 600) n;
update item set given = '{}' where given is null;
grant select on item to authenticated;

set local role authenticated;
set local request.jwt.claims = :'alice';
create temp table alone (n integer, code text, message text, detail text, hint text, file_id uuid);
do $$
declare
    v_item record;
    v_row alone;
begin
    for v_item in select * from item order by n loop
        v_row := null;
        v_row.n := v_item.n;
        begin
            v_row.file_id := (files.generate_upload_url(
                v_item.given ->> 'entity_type', v_item.given ->> 'entity_id', v_item.given ->> 'file_name', v_item.given ->> 'file_type',
                (v_item.given ->> 'file_size')::bigint, v_item.given ->> 'sha256',
                use_location => (v_item.given ->> 'use_location')::boolean)).file_id;
        exception
            when others then
                get stacked diagnostics v_row.code = returned_sqlstate, v_row.message = message_text,
                    v_row.detail = pg_exception_detail, v_row.hint = pg_exception_hint;
        end;
        insert into alone select v_row.*;
    end loop;
end
$$;
create temp table together as
select b.* from (select jsonb_agg(given order by n) from item) i (items), files.generate_upload_urls(i.items) b;

select is_empty(
    $$select a.n, i.given, a.code, a.message, a.detail, a.hint, t.error
      from alone a join together t on t.item = a.n join item i using (n)
      where (t.error ->> 'code', t.error ->> 'message', t.error ->> 'details', t.error ->> 'hint')
          is distinct from (a.code, a.message, nullif(a.detail, ''), nullif(a.hint, ''))$$,
    'each item is refused with the same words, or not at all');
select is_empty(
    $$select i.given, f, g
      from alone a join together t on t.item = a.n join item i using (n)
      join pgfiles.file f on f.id = a.file_id
      left join pgfiles.file g on g.id = t.file_id
      where (f.entity_type, f.entity_id, f.file_name, f.file_type, f.file_size, f.sha256, f.bucket, f.owner_id, f.organization_id, f.use_location,
              f.upload_method, f.form_max_size, replace(f.s3_original_key, f.id::text, ''))
          is distinct from (g.entity_type, g.entity_id, g.file_name, g.file_type, g.file_size, g.sha256, g.bucket, g.owner_id, g.organization_id,
              g.use_location, g.upload_method, g.form_max_size, replace(g.s3_original_key, g.id::text, ''))$$,
    'and what is taken is the same file');
select cmp_ok(count(distinct detail)::integer, '>', 14, 'that was all kinds of refusals') from alone where code is not null;
select cmp_ok(count(*)::integer, '>', 50, 'and many files') from together where url is not null;

-- Confirming and attaching.
create temp table outcome as
select a.n, a.file_id from alone a where a.file_id is not null order by a.n limit 40;
select results_eq(
    $$select c.file_id, c.status, c.error ->> 'message'
      from files.confirm_uploads(array(select file_id from outcome union all select '00000000-0000-7000-8000-000000000000')) c order by c.item$$,
    $$(select file_id, 'uploaded', null from outcome order by n) union all
      values ('00000000-0000-7000-8000-000000000000'::uuid, null, 'File not found')$$,
    'confirmations answer for each');
create temp table loose as select file_id from files.generate_upload_urls(
    (select jsonb_agg(jsonb_build_object('file_name', n || '.jpg', 'file_type', 'image/jpeg', 'file_size', n)) from generate_series(1, 20) n));
select results_eq(
    $$select a.error ->> 'message', count(*)
      from files.attach_files(array(select file_id from loose) || '00000000-0000-7000-8000-000000000000'::uuid
          || array(select file_id from outcome o join alone using (file_id) join item i on i.n = o.n
              where i.given ->> 'entity_type' is not null limit 3),
          'ticket', '1') a group by 1 order by 1$$,
    $$values ('File already attached', 3::bigint), ('File not found', 1), ('Unknown entity type', 20)$$,
    'attachments, too');

select * from finish();
rollback;
