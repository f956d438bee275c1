-- What a search reads is bounded, whoever asks, whatever the statistics say; and it always goes on to the end.
begin;
\ir fixtures.psql
select plan(21);

set local session_replication_role = replica;
\ir no_files.psql
\set hidden_site '''5eed0000-0000-4000-8000-00000000000b'''
insert into app.site (id, organization_id, name) values (:hidden_site, 'globex', 'Not for acme');
-- So many files of acme, one a minute, of which a colleague sees one in a thousand. The older half has a word that the others have not.
create function pg_temp.fill(first integer, last integer)
    returns void
    language sql
as $$
    insert into pgfiles.file (
        id, organization_id, owner_id, entity_type, entity_id, file_name, file_type, file_size, bucket, s3_original_key, status, title,
        captured_at, created_at)
    select pgfiles.uuid_v7_at((extract(epoch from a.t) * 1000000)::bigint), 'acme', 'importer', 'site',
        '5eed0000-0000-4000-8000-00000000000' || case when n % 1000 = 500 then '1' else 'b' end, n || '.jpg', 'image/jpeg', n, 'main',
        'acme/' || n, 'ready', case when n <= 2500 then 'winter' else 'summer' end || case when n in (300, 1500, 4500) then ' solstice' else '' end,
        a.t - interval '1 day', a.t
    from generate_series(first, last) n
    cross join lateral (select now() - make_interval(mins => 10000 - n)) a (t)
$$;
select pg_temp.fill(1, 20);
analyze pgfiles.file;
select pg_temp.fill(21, 5000);
reset session_replication_role;

create function pg_temp.read_so_far(out rows bigint, out pages bigint) language sql volatile as $$
    -- A row that was found by an index is counted at the index.
    select greatest(
            sum(case when c.relkind = 'r' then pg_stat_get_xact_tuples_returned(c.oid) else 0 end + pg_stat_get_xact_tuples_fetched(c.oid)),
            sum(pg_stat_get_xact_tuples_returned(c.oid)) filter (where c.relkind = 'i')),
        sum(pg_stat_get_xact_blocks_fetched(c.oid))
    from pg_class c
    left join pg_index i on i.indexrelid = c.oid
    where coalesce(i.indrelid, c.oid) in ('pgfiles.file'::regclass, 'app.site'::regclass)
$$;
create temp table page (search text, who text, number integer, files text[], next text, is_complete boolean, rows bigint, pages bigint);
-- All pages of a search, at most 100.
create function pg_temp.search(arguments text, who text, claims text)
    returns void
    language plpgsql
as $$
declare
    v_page page;
    v_before record;
    v_after record;
begin
    for i in 1 .. 100 loop
        v_before := pg_temp.read_so_far();
        perform set_config('role', 'authenticated', true), set_config('request.jwt.claims', claims, true);
        execute format($sql$
            select %L, %L, %s, coalesce(array_agg((s.file).file_name) filter (where s.file is distinct from null), '{}'), (array_agg(s.next))[count(*)], bool_and(s.is_complete)
            from files.search_files(%s) s$sql$, arguments, who, i, concat_ws(', ', nullif(arguments, ''), 'page_size => 100', 'after => ' || quote_literal(v_page.next)))
            into v_page;
        perform set_config('role', 'none', true), set_config('request.jwt.claims', '', true);
        v_after := pg_temp.read_so_far();
        v_page.rows := v_after.rows - v_before.rows;
        v_page.pages := v_after.pages - v_before.pages;
        insert into page select v_page.*;
        exit when v_page.next is null;
    end loop;
end
$$;
create temp table search (arguments text, files bigint, seen bigint);
insert into search values ('''jpg''', 5000, 5), ('''winter''', 2500, 3), ('''solstice''', 3, 2), ('''sols'', sort => ''captured''', 3, 2), ('', 5000, 5),
    ('sort => ''captured''', 5000, 5), ('''olst summer''', 1, 1), ('''jpg'', captured_from => now() - interval ''9 days'', sort => ''latest''', 5000, 5);
create function pg_temp.search_all() returns void language sql as $$
    select pg_temp.search(s.arguments, p.who, p.claims)
    from search s
    cross join (values
        ('admin', '{"role":"authenticated","user":{"organization_id":"acme","user_id":"9","role":"org_admin"}}'),
        ('colleague', '{"role":"authenticated","user":{"organization_id":"acme","user_id":"2","role":"org_client"}}'),
        ('stranger', '{"role":"authenticated","user":{"organization_id":"globex","user_id":"3","role":"org_client"}}')) p (who, claims)
$$;
create temp view found as
select p.search, p.who, count(f) as files, count(distinct f) as different, max(p.number) as pages
from page p
left join unnest(p.files) f on true
group by 1, 2;

-- With statistics of a time when there were few files.
select pg_temp.search_all();
select set_eq($$select search, files, different from found where who = 'admin'$$, 'select arguments, files, files as different from search', 'an admin finds all, each once');
select set_eq($$select search, files, different from found where who = 'colleague'$$, 'select arguments, seen, seen as different from search',
    'a colleague all that he sees, each once');
select set_eq($$select search, files, next from page where who = 'stranger'$$, $$select arguments, '{}'::text[] as files, null::text as next from search$$, 'a stranger nothing, at once');
select is_empty($$select search, rows from page where who = 'stranger' and rows > 20$$, 'and reads nothing of others');
select is_empty('select search, who, rows from page where rows > 5500', 'and no page reads more than a few thousand rows');
select is_empty($$select search, who, number, rows from page where who = 'admin' and rows > 500 and search not like '''winter''%' and search not like '''jpg''%'$$,
    'most read little');
select is_empty($$select search, who, rows from page where search like '%sol%' and rows > 100 or search like '%olst%' and rows > 100$$, 'what is rare, very little');
select isnt_empty($$select from page where who = 'colleague' and files = '{}' and next is not null and not is_complete$$, 'a page without files says how to go on');
select is_empty($$select next from page where who = 'colleague' and files = '{}' and next !~ '^[0-9a-f]+$'$$, 'and not behind which file');
select is_empty($$select search from page where next is null and cardinality(files) > 0 and not is_complete and search !~ 'jpg|winter'$$, 'at the end all was looked at');
select is((select bool_or(is_complete) from page where search = '''winter''' and who = 'admin'), false, 'where too many are found, it says that their order is not by rank');
create temp table first_reading as select search, who, number, rows from page;
delete from page;
analyze pgfiles.file;
select pg_temp.search_all();
select is_empty(
    $$select p.search, p.who, p.number, p.rows, r.rows from page p join first_reading r using (search, who, number) where p.rows > r.rows + 100$$,
    'with fresh statistics no page reads more');

-- What a page without files leads on by.
create temp table sealed as select next from page where who = 'colleague' and search = '''jpg''' and number = 1;
grant select on sealed to authenticated;
select is((select pgfiles.unseal(next) ~ '_each-created_' from sealed), true, 'here it can be read');
select is(pgfiles.unseal(overlay(next placing case when left(next, 1) = '0' then '1' else '0' end from 1 for 1)), null, 'not with another proof') from sealed;
select is(pgfiles.unseal(overlay(next placing case when right(next, 1) = '0' then '1' else '0' end from length(next) for 1)), null, 'nor with another text')
from sealed;
select is(pgfiles.unseal(pgfiles.seal(t)), t, 'a text of ' || length(t) || ' comes back')
from unnest(array['x', repeat('ä', 100)]) t;
update pgfiles.secret set value = '\x00';
select is(pgfiles.unseal(next), null, 'another database cannot read it') from sealed;
set local role authenticated;
set local request.jwt.claims = :'bob';
select throws_ok($$select files.search_files('jpg', page_size => 100, after => (select next from sealed))$$, '22023', 'Invalid argument', 'and says so');
reset role;

-- An upload that waits is in no list of words, and so costs none.
create function pg_temp.content_pages() returns bigint language sql volatile as $$select pg_stat_get_xact_blocks_fetched('pgfiles.file_by_content'::regclass)$$;
create temp table before as select pg_temp.content_pages() as pages;
set local role authenticated;
set local request.jwt.claims = :'alice';
select file_id as new from files.generate_upload_url('site', :site, 'new.jpg', 'image/jpeg', 5) \gset
select from files.confirm_upload(:'new');
reset role;
select is(pg_temp.content_pages(), (select pages from before), 'an upload writes nothing into the index of words');
select pg_temp.make_ready(:'new');
select cmp_ok(pg_temp.content_pages(), '>', (select pages from before), 'when it is ready, it does');

select * from finish();
rollback;
