-- Files by words, labels, types, place, moment of capture: what is found, by whom, in which order, page after page.
begin;
\ir fixtures.psql
select plan(92);

insert into pgfiles.bucket (name, s3_bucket, exif_policy) values ('placeless', 'placeless', 'hide_gps'), ('bare', 'bare', 'strip');
\set hidden_site '''5eed0000-0000-4000-8000-00000000000b'''
insert into app.site (id, organization_id, name) values (:hidden_site, 'globex', 'Not for acme');

-- One statement each, in which the later ones are the newer ones.
create temp sequence minute;
create function pg_temp.file(name text, more jsonb default '{}')
    returns uuid
    language sql
as $$
    insert into pgfiles.file (
        id, organization_id, owner_id, entity_type, entity_id, file_name, file_type, file_size, bucket, s3_original_key, status, status_reason, title,
        caption, alt_text, labels, camera_make, camera_model, latitude, longitude, captured_at, created_at)
    select pgfiles.uuid_v7(), r.organization_id, r.owner_id, case when r.entity_id is not null then 'site' end, r.entity_id, name, r.file_type, 5,
        r.bucket, 'acme/' || name, r.status, r.status_reason, r.title, r.caption, r.alt_text, r.labels, r.camera_make, r.camera_model, r.latitude, r.longitude,
        r.captured_at, now() - interval '1 day' + interval '1 minute' * nextval('minute')
    from jsonb_populate_record(null::pgfiles.file,
        '{"organization_id": "acme", "owner_id": "1", "entity_id": "5eed0000-0000-4000-8000-000000000001", "file_type": "image/jpeg", "bucket": "main",
          "status": "ready"}'::jsonb || more) r
    returning id
$$;
-- What is found: names, in order. {} stands for a row without a file.
create function pg_temp.found(arguments text, out names text)
    language plpgsql
as $$
begin
    execute format('select string_agg(coalesce((s.file).file_name, ''{}''), '' '') from files.search_files(%s) s', arguments) into names;
end
$$;
-- The same, page after page, and what happens after each.
create function pg_temp.pages(arguments text, size integer, meanwhile text default null)
    returns setof text
    language plpgsql
as $$
declare
    v_names text;
    v_next text;
begin
    for i in 1 .. 200 loop
        execute format('select string_agg(coalesce((s.file).file_name, ''{}''), '' ''), (array_agg(s.next))[count(*)] from files.search_files(%s) s',
            concat_ws(', ', nullif(arguments, ''), 'page_size => ' || size, 'after => ' || quote_literal(v_next))) into v_names, v_next;
        return next v_names;
        exit when v_next is null;
        if meanwhile is not null then
            execute meanwhile;
        end if;
    end loop;
end
$$;

-- --- words ---------------------------------------------------------------------------------------------------------
select pg_temp.file('bridge.jpg', '{"title": "Eisenbahnbrücke", "caption": "Bei Zürich", "labels": ["bridge", "Großes Tor"], "camera_make": "NIKON CORPORATION", "camera_model": "NIKON D750"}');
select pg_temp.file('Zürich_HB.jpg', '{"alt_text": "Ein Bahnhof", "labels": ["station"]}');
select pg_temp.file('東京タワー2020.jpg', '{"title": "ガラス"}');
select pg_temp.file('greek.jpg', '{"title": "ΣΊΣΥΦΟΣ"}');
select pg_temp.file('russian.jpg', '{"title": "Ёлка"}');
select pg_temp.file('korean.jpg', '{"title": "한국어 사진"}');
select pg_temp.file('arabic.jpg', '{"title": "مُحَمَّد"}');
select pg_temp.file('angstrom.jpg', '{"title": "Ångström Ølsen ﬁn"}');
select pg_temp.file('own.jpg', '{"owner_id": "2", "entity_id": null, "caption": "Zürich"}');
select pg_temp.file('not_yet.jpg', '{"status": "pending", "title": "Zürich"}');
select pg_temp.file('foreign.jpg', '{"organization_id": "globex", "owner_id": "3", "entity_id": null, "title": "Zürich"}');

set local role authenticated;
set local request.jwt.claims = :'alice';
select is(pg_temp.found(quote_literal(query)), names, format('%s finds %s', query, coalesce(names, 'nothing')))
from (values
    ('zurich', 'Zürich_HB.jpg bridge.jpg'),
    ('ZÜRICH', 'Zürich_HB.jpg bridge.jpg'),
    ('Zu' || U&'\0308' || 'rich', 'Zürich_HB.jpg bridge.jpg'),
    ('  zürich, hb!', 'Zürich_HB.jpg'),
    ('hb zür', 'Zürich_HB.jpg'),
    ('brucke', 'bridge.jpg'),
    ('enbahnb', 'bridge.jpg'),
    ('bahn', 'bridge.jpg Zürich_HB.jpg'),
    ('bahn station', 'Zürich_HB.jpg'),
    ('grosses', 'bridge.jpg'),
    ('nikon', 'bridge.jpg'),
    ('d7', 'bridge.jpg'),
    ('d', 'bridge.jpg'),
    ('50', null),
    ('ikon', null),
    ('東京', '東京タワー2020.jpg'),
    ('タワー', '東京タワー2020.jpg'),
    ('2020', '東京タワー2020.jpg'),
    ('東', '東京タワー2020.jpg'),
    ('京', null),
    ('カラス', null),
    ('Σίσυφος', 'greek.jpg'),
    ('елка', 'russian.jpg'),
    ('국어', 'korean.jpg'),
    ('محمد', 'arabic.jpg'),
    ('angstrom olsen fin', 'angstrom.jpg'),
    ('bridge zürich station', null),
    ('o''br | !x:*', null)) q (query, names);
select results_eq($$select rank, (file).file_name from files.search_files('zurich')$$,
    $$values (1::real, 'Zürich_HB.jpg'), (0.5::real, 'bridge.jpg')$$, 'a name is more than a caption');
select results_eq($$select rank, (file).file_name from files.search_files('eis brucke')$$,
    $$values (0.7::real, 'bridge.jpg')$$, 'the beginning of a word more than its end');

-- --- everything else -------------------------------------------------------------------------------------------------
reset role;
select pg_temp.file('train.pdf', '{"file_type": "application/pdf", "labels": ["train", "station"], "captured_at": "2026-07-01T23:59:59Z"}');
select pg_temp.file('zoo.webp', '{"file_type": "image/webp", "labels": ["Train"], "captured_at": "2026-07-02T00:00:00Z", "entity_id": "5eed0000-0000-4000-8000-000000000002"}');
select pg_temp.file('broken.jpg', '{"status": "failed", "camera_make": "NIKON"}');
select pg_temp.file('virus.jpg', '{"status": "rejected", "status_reason": "quarantined"}');
select pg_temp.file('wrong.jpg', '{"status": "rejected", "status_reason": "type_mismatch"}');
select pg_temp.file('hb.jpg', '{"latitude": 47.378, "longitude": 8.54}');
select pg_temp.file('uni.jpg', '{"latitude": 47.3765, "longitude": 8.548}');
select pg_temp.file('bern.jpg', '{"latitude": 46.949, "longitude": 7.4391}');
select pg_temp.file('fiji.jpg', '{"latitude": -17, "longitude": 179.99}');
select pg_temp.file('pole.jpg', '{"latitude": -89.999, "longitude": 90}');
set local role authenticated;
select is(pg_temp.found(arguments), names, format('%s finds %s', arguments, coalesce(names, 'nothing')))
from (values
    ($$labels => '{station}'$$, 'train.pdf Zürich_HB.jpg'),
    ($$labels => '{station,train}'$$, 'train.pdf'),
    ($$labels => '{}', query => 'train'$$, 'zoo.webp train.pdf'),
    ($$file_type => 'application/pdf'$$, 'train.pdf'),
    ($$file_type => 'IMAGE/*', labels => '{Train}'$$, 'zoo.webp'),
    ($$entity_type => 'site', entity_id => '5eed0000-0000-4000-8000-000000000002'$$, 'zoo.webp'),
    ($$entity_id => '5eed0000-0000-4000-8000-000000000002', query => 'train'$$, 'zoo.webp'),
    ($$entity_id => '5eed0000-0000-4000-8000-000000000002', query => 'zurich'$$, null),
    ($$owner_id => '2'$$, null),
    ($$query => 'jpg', status => 'pending'$$, 'not_yet.jpg'),
    ($$status => 'failed'$$, 'broken.jpg'),
    ($$status => 'failed', query => 'nik'$$, 'broken.jpg'),
    ($$status => 'failed', query => 'ikon'$$, null),
    ($$status => 'quarantined'$$, 'virus.jpg'),
    ($$status => 'rejected'$$, 'wrong.jpg'),
    ($$status => 'rejected', query => 'virus'$$, null),
    ($$captured_from => '2026-07-01Z', captured_to => '2026-07-02Z'$$, 'train.pdf'),
    ($$captured_from => '2026-07-02Z'$$, 'zoo.webp'),
    ($$sort => 'captured'$$, 'zoo.webp train.pdf'),
    ($$sort => 'captured', query => 'train'$$, 'zoo.webp train.pdf'),
    ($$sort => 'relevance', file_type => 'application/*'$$, 'train.pdf'),
    ($$sort => 'latest', query => 'zurich'$$, 'Zürich_HB.jpg bridge.jpg'),
    ($$near_latitude => 47.378, near_longitude => 8.54, radius_m => 500$$, 'hb.jpg'),
    ($$near_latitude => 47.378, near_longitude => 8.54$$, 'uni.jpg hb.jpg'),
    ($$near_latitude => 47.378, near_longitude => 8.54, radius_m => 100000$$, 'bern.jpg uni.jpg hb.jpg'),
    ($$near_latitude => 47.378, near_longitude => 8.54, radius_m => 100000, query => 'be'$$, 'bern.jpg'),
    ($$near_latitude => -17, near_longitude => -179.99, radius_m => 3000$$, 'fiji.jpg'),
    ($$near_latitude => -89.999, near_longitude => -90, radius_m => 300$$, 'pole.jpg')) q (arguments, names);
select is((select count(*)::integer from files.search_files()), 15, 'nothing asked for, everything ready is found');

-- --- by whom ---------------------------------------------------------------------------------------------------------
reset role;
select pg_temp.file('placeless.jpg', '{"bucket": "placeless", "latitude": 47.378, "longitude": 8.5401, "camera_model": "Leica Q3"}');
select pg_temp.file('bare leica.jpg', '{"bucket": "bare", "latitude": 47.378, "longitude": 8.5401, "camera_model": "Leica M11", "captured_at": "2026-07-01T12:00Z"}');
create temp table asked (who text, claims text);
insert into asked values ('alice', :'alice'), ('bob', :'bob'), ('boss', :'boss'), ('carol', :'carol'), ('nobody', :'nobody');
create function pg_temp.found_by(arguments text)
    returns table (who text, names text)
    language plpgsql
as $$
begin
    for who in select a.who from asked a loop
        perform set_config('role', 'authenticated', true), set_config('request.jwt.claims', (select a.claims from asked a where a.who = found_by.who), true);
        names := pg_temp.found(arguments);
        perform set_config('role', 'none', true), set_config('request.jwt.claims', '', true);
        return next;
    end loop;
end
$$;
select results_eq($$select * from pg_temp.found_by('''zurich''')$$,
    $$values ('alice', 'Zürich_HB.jpg bridge.jpg'), ('bob', 'Zürich_HB.jpg own.jpg bridge.jpg'), ('boss', 'Zürich_HB.jpg own.jpg bridge.jpg'),
        ('carol', 'foreign.jpg'), ('nobody', null)$$, 'each finds what he sees: his own, his sites'', his organization''s');
select results_eq($$select * from pg_temp.found_by('near_latitude => 47.378, near_longitude => 8.54, radius_m => 200')$$,
    $$values ('alice', 'bare leica.jpg placeless.jpg hb.jpg'), ('bob', 'hb.jpg'), ('boss', 'bare leica.jpg placeless.jpg hb.jpg'), ('carol', null), ('nobody', null)$$,
    'nobody finds by a place that he may not know');
select results_eq($$select * from pg_temp.found_by('''q3''')$$,
    $$values ('alice', 'placeless.jpg'), ('bob', 'placeless.jpg'), ('boss', 'placeless.jpg'), ('carol', null), ('nobody', null)$$, 'a camera that is shown is found');
select results_eq($$select * from pg_temp.found_by('''m11''')$$,
    $$values ('alice', 'bare leica.jpg'), ('bob', null), ('boss', 'bare leica.jpg'), ('carol', null), ('nobody', null)$$, 'one that is hidden is not');
select results_eq($$select * from pg_temp.found_by('''leica bare''')$$,
    $$values ('alice', 'bare leica.jpg'), ('bob', 'bare leica.jpg'), ('boss', 'bare leica.jpg'), ('carol', null), ('nobody', null)$$, 'but the same word in a name is');
set local role authenticated;
set local request.jwt.claims = :'bob';
create temp table rank_of_bob as select rank from files.search_files('leica') where (file).file_name like 'bare%';
set local request.jwt.claims = :'alice';
select results_eq('select rank from files.search_files(''leica'') where (file).file_name like ''bare%''', 'table rank_of_bob',
    'what is hidden does not show in the rank');
select is_empty($$select from files.search_files('m11', status => 'ready', sort => 'captured') where (file).file_name is null$$, 'nor leave a gap');

-- --- pages ---------------------------------------------------------------------------------------------------------------
select results_eq($$select * from pg_temp.pages('''zurich''', 1)$$, array['Zürich_HB.jpg', 'bridge.jpg'], 'page after page by rank');
select results_eq($$select * from pg_temp.pages('sort => ''captured''', 1)$$, array['zoo.webp', 'train.pdf'], 'by capture');
select is((select string_agg(p, ' ') from pg_temp.pages('', 4) p), pg_temp.found(''), 'by time, everything once');
select results_eq($$select (file).file_name from files.search_files('zurich', after => (select next from files.search_files('zurich') limit 1))$$,
    array['bridge.jpg'], 'any row''s next leads on behind it');
select is((select bool_and(is_complete) from files.search_files('zurich')), true, 'all there was to look at was looked at');

-- Files come and go between two pages.
reset role;
select pg_temp.file('p' || n || '.jpg', '{"title": "Papagei"}') from generate_series(1, 6) n;
create function pg_temp.come_and_go() returns void language plpgsql as $$
begin
    perform set_config('role', 'none', true);
    perform pg_temp.file('n' || nextval('minute') || '.jpg', '{"title": "Papagei"}');
    delete from pgfiles.file where file_name = 'p6.jpg' or file_name = 'p3.jpg';
    perform set_config('role', 'authenticated', true);
end
$$;
grant usage on sequence minute to authenticated;
set local role authenticated;
select results_eq($$select * from pg_temp.pages('''papagei''', 2, 'select pg_temp.come_and_go()')$$,
    array['p6.jpg p5.jpg', 'p4.jpg p2.jpg', 'p1.jpg'], 'what is there is found once, though the file of the last page''s end is gone');

select throws_ok(format('select * from files.search_files(%s)', arguments), '22023', 'Invalid argument', arguments)
from unnest(array[
    $$repeat('x', 201)$$, $$'...'$$, $$'a b c d e f g h i j k'$$, $$labels => '{1,2,3,4,5,6,7,8,9,10,11}'$$, 'near_latitude => 1', 'near_longitude => 1',
    'near_latitude => 91, near_longitude => 0', $$near_latitude => 'NaN', near_longitude => 0$$, 'radius_m => 5',
    'near_latitude => 1, near_longitude => 1, radius_m => 0', $$captured_from => '2026-01-02', captured_to => '2026-01-02'$$, $$file_type => 'image'$$,
    $$status => 'gone'$$, $$sort => 'name'$$, 'page_size => 0', 'page_size => 201', 'page_size => null', $$after => 'x'$$, $$after => ''$$]) arguments;
select throws_ok($$select * from files.search_files('hb', after => (select next from files.search_files('zurich') limit 1))$$, '22023', 'Invalid argument',
    'one search''s next is no other''s');

select * from finish();
rollback;
