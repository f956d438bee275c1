-- Pictures that look alike: by distance, by the caller's rights, by the index.
begin;
\ir fixtures.psql
select plan(28);

-- What the worker found out, as columns.
create function pg_temp.picture(organization_id text, owner_id text, name text, hash bigint, status text default 'ready')
    returns uuid
    language sql
as $$
    insert into pgfiles.file (organization_id, owner_id, entity_type, entity_id, file_name, file_type, file_size, sha256, status, perceptual_hash)
    values (organization_id, owner_id,
        case when owner_id = '1' then 'site' end, case when owner_id = '1' then '5eed0000-0000-4000-8000-000000000001' end,
        name, 'image/jpeg', 5, encode(sha256(case name when 'copy' then 'photo' else name end::bytea), 'hex'), status, hash)
    returning id
$$;
-- A hash with the first n of these bits turned: they are spread over all four chunks.
create function pg_temp.turned(hash bigint, n integer)
    returns bigint
    language plpgsql
as $$
begin
    for i in 0 .. n - 1 loop
        hash := hash # (1::bigint << (i % 4 * 16 + i / 4 * 5));
    end loop;
    return hash;
end
$$;
\set hash -81985529216486896
-- One statement each, in which the uuids order them.
select pg_temp.picture('acme', '1', 'photo', :hash) as photo \gset
select pg_temp.picture('acme', '1', 'copy', :hash);
select pg_temp.picture('acme', '1', 'near ' || n, pg_temp.turned(:hash, n)) from unnest('{3,4,8,9,11,12}'::integer[]) n;
select pg_temp.picture('acme', '1', 'one chunk', :hash # 255);
select pg_temp.picture('acme', '1', 'inverse', ~(:hash::bigint));
select pg_temp.picture('acme', '1', 'none', null);
select pg_temp.picture('acme', '1', 'quarantined', :hash, 'rejected');
select pg_temp.picture('acme', '2', 'bobs own', :hash);
select pg_temp.picture('globex', '3', 'foreign', :hash) as foreign_photo \gset
select pg_temp.picture('acme', '1', 'pending', null, 'pending') as pending \gset
select pg_temp.picture('acme', '1', 'textile', null) as unhashed \gset

set local role authenticated;
set local request.jwt.claims = :'alice';
select results_eq(format('select file_name, distance, is_same_content from files.find_similar(%L)', :'photo'),
    $$values ('copy', 0, true), ('near 3', 3, false), ('near 4', 4, false), ('near 8', 8, false), ('one chunk', 8, false)$$,
    'alice finds what looks like it, the most alike first');
select is((select max(distance) from files.find_similar(:'photo', 11)), 11, 'up to a distance of 11');
select is((select count(*)::integer from files.find_similar(:'photo', 11)), 7, 'everything up to there');
select is((select count(*)::integer from files.find_similar(:'photo', 0)), 1, 'or exactly the same');
select is((select count(*)::integer from files.find_similar(:'photo', 3)), 2, 'or nearly');
select is((select count(*)::integer from files.find_similar(:'photo', 7)), 3, 'or somewhat');
select is_empty(format('select from files.find_similar(%L)', :'unhashed'), 'what has no pixels resembles nothing');
select isnt_empty(format($$select from files.find_similar(%L) where entity_type = 'site' and thumbnail_small_url is null$$, :'photo'), 'with what one needs to show it');

-- By whom.
select throws_ok(format('select * from files.find_similar(%L)', :'foreign_photo'), 'PT404', 'File not found', 'another organization''s photo is none');
set local request.jwt.claims = :'bob';
select is((select string_agg(file_name, ',' order by file_name) from files.find_similar(:'photo', 0)), 'bobs own,copy', 'bob finds his own as well');
set local request.jwt.claims = :'carol';
select throws_ok(format('select * from files.find_similar(%L)', :'photo'), 'PT404', 'File not found', 'carol asks for nothing of acme');
select is_empty(format('select from files.find_similar(%L)', :'foreign_photo'), 'and finds nothing of acme');
select is_empty(format('select from pgfiles.similar_files(%L, 11)', :'photo'), 'not even an id');
set local request.jwt.claims = :'boss';
select is((select string_agg(file_name, ',' order by file_name) from files.find_similar(:'photo', 0)), 'bobs own,copy', 'the admin finds all of acme''s');
reset role;
reset request.jwt.claims;
select is((select string_agg(file_name, ',' order by file_name) from files.find_similar(:'photo', 0)), 'bobs own,copy', 'a DBA those of the photo''s organization');

-- Whoever may change a file's row keeps its index.
select throws_ok($$update files.files set file_name = 'x'$$, '42501', null, 'a client changes no file directly');
select throws_ok('delete from files.files', '42501', null, 'nor deletes one');
reset role;
select throws_ok('delete from files.files', '42501', 'Not allowed', 'a DBA is told where');
insert into pgfiles.file (organization_id, owner_id, file_name, file_type, file_size, status, perceptual_hash)
values ('acme', '1', 'alices', 'image/jpeg', 5, 'ready', :hash) returning id as alices \gset
set local role authenticated;
set local request.jwt.claims = :'alice';
select is((files.attach_file(:'alices', 'site', :site)).entity_type, 'site', 'a picture is given to a site');
reset role;
delete from pgfiles.file where id = :'alices';

-- Mistakes.
set local role authenticated;
set local request.jwt.claims = :'alice';
select throws_ok(format('select * from files.find_similar(%L, %s)', :'photo', d), '22023', 'Invalid argument', d || ' is no distance')
from unnest('{12,-1,null}'::text[]) d where d is not null;
select throws_ok(format('select * from files.find_similar(%L, null)', :'photo'), '22023', 'Invalid argument', 'nor is null');
select throws_ok('select * from files.find_similar()', 'PT404', 'File not found', 'a photo must be named');
select throws_ok(format('select * from files.find_similar(%L)', :'pending'), 'PT422', 'File not ready', 'and be ready');

-- The index finds all that looking at every file finds, among many.
reset role;
reset request.jwt.claims;
insert into pgfiles.file (organization_id, owner_id, file_name, file_type, file_size, status, bucket, s3_original_key, perceptual_hash)
select 'acme', '1', 'many', 'image/jpeg', 5, 'ready', 'main', 'acme/' || n,
    ('x' || left(encode(sha256(n::text::bytea), 'hex'), 16))::bit(64)::bigint
from generate_series(1, 20000) n;
analyze pgfiles.file;
create temp table sample as select f.id, f.perceptual_hash from pgfiles.file f where f.file_name = 'many' limit 5;
update pgfiles.file f set perceptual_hash = pg_temp.turned(s.perceptual_hash, 11 - n.n::integer)
from (select row_number() over () as n, s.* from sample s) s
join (select row_number() over () - 100 as n, f.id from pgfiles.file f where f.file_name = 'many' offset 100 limit 5) n using (n)
where f.id = n.id;
select results_eq(
    $$select s.id, x.id, x.distance from sample s cross join pgfiles.similar_files(s.id, 11) x order by 1, 2$$,
    $$select s.id, f.id, bit_count((f.perceptual_hash # s.perceptual_hash)::bit(64))::integer from sample s join pgfiles.file f on f.id <> s.id
        where f.file_name = 'many' and bit_count((f.perceptual_hash # s.perceptual_hash)::bit(64)) <= 11 order by 1, 2$$,
    'nothing that is near is missed');
select is((select count(*)::integer from sample s cross join pgfiles.similar_files(s.id, 11)), 5, 'and there was something to find');

create function pg_temp.plan_of(query text)
    returns setof text
    language plpgsql
as $$
begin
    return query execute 'explain (costs off) ' || query;
end
$$;
-- The body of the definer function, as its caller's plan does not show it.
select matches(string_agg(line, e'\n'), 'Bitmap Index Scan on file_by_perceptual_hash', 'it is found by the index')
from pg_temp.plan_of((
    select replace(replace(replace(p.prosrc, 'similar_files.file_id', quote_literal(:'photo')), 'max_distance', '8'), 'pgfiles.is_dba()', 'true')
    from pg_proc p where p.oid = 'pgfiles.similar_files(uuid,integer)'::regprocedure)) line;
select matches(string_agg(line, e'\n'), 'file_by_sha256', 'so are the same bytes')
from pg_temp.plan_of($$select from pgfiles.file f where f.organization_id = 'acme' and f.sha256 = repeat('0', 64) and not f.is_deleted$$) line;

select * from finish();
rollback;
