-- Under which type a file is served, by every way to download it: what may run scripts is saved as bytes and never shown.
begin;
\ir fixtures.psql
insert into pgfiles.setting (name, value) values ('user_calls_per_minute', '0');

create temp table case_of (file_type text, served text);
insert into case_of values
    ('image/jpeg', 'image/jpeg'),
    ('image/png', 'image/png'),
    ('image/gif', 'image/gif'),
    ('image/webp', 'image/webp'),
    ('image/avif', 'image/avif'),
    ('image/heic', 'image/heic'),
    ('image/tiff', 'image/tiff'),
    ('video/mp4', 'video/mp4'),
    ('audio/mpeg', 'audio/mpeg'),
    ('application/pdf', 'application/pdf'),
    ('text/plain', 'text/plain; charset=utf-8'),
    ('text/html', null),
    ('application/xhtml+xml', null),
    ('image/svg+xml', null),
    ('text/xml', null),
    ('application/xml', null),
    ('application/atom+xml', null),
    ('text/javascript', null),
    ('application/javascript', null),
    ('text/css', null),
    ('text/csv', null),
    ('application/json', null),
    ('application/zip', null),
    ('application/x-shockwave-flash', null),
    ('application/octet-stream', null),
    ('application/x-images/jpeg', null),
    ('image/heif', 'image/heif'),
    ('image/bmp', 'image/bmp'),
    ('video/webm', 'video/webm'),
    ('audio/ogg', 'audio/ogg'),
    ('image/svg', null),
    ('image/x-icon', null),
    ('image/vnd.mozilla.apng', null),
    ('image/svg+xml-compressed', null),
    ('text/xsl', null),
    ('text/rtf', null),
    ('text/markdown', null),
    ('text/calendar', null),
    ('text/vtt', null),
    ('multipart/x-mixed-replace', null),
    ('message/rfc822', null),
    ('application/mathml+xml', null),
    ('application/rss+xml', null),
    ('application/wasm', null),
    ('application/vnd.openxmlformats-officedocument.wordprocessingml.document', null),
    ('application/x-pdf', null),
    ('model/gltf+json', null),
    ('font/woff2', null),
    ('*/*', null);

insert into pgfiles.file (organization_id, owner_id, file_name, file_type, file_size, status, variants)
select 'acme', '1', file_type, file_type, 1, 'ready', '{"thumbnail_small": {"s3_key": "acme/x/thumb.jpg", "file_type": "image/jpeg"},
    "odd": {"s3_key": "acme/x/odd.svg", "file_type": "image/svg+xml"}}'
from case_of;

-- What a URL says about type and disposition.
create function pg_temp.served(url text)
    returns text
    language sql
as $$
    select concat_ws(' ', substring(url from 'response-content-disposition=([a-z]+)'),
        replace(replace(replace(replace(replace(substring(url from 'response-content-type=([^&]+)'),
            '%2F', '/'), '%2B', '+'), '%3B', ';'), '%20', ' '), '%3D', '='))
$$;
create function pg_temp.wanted(served text)
    returns text
    language sql
as $$
    select case when served is null then 'attachment application/octet-stream' else 'inline ' || served end
$$;
grant all on case_of to authenticated;
select plan(8);

set local role authenticated;
set local request.jwt.claims = :'alice';
select results_eq(
    'select file_type, pg_temp.served(f.download_url) from files.files f order by file_type collate "C"',
    'select file_type, pg_temp.wanted(served) from case_of order by file_type collate "C"',
    'as a column');
select results_eq(
    'select file_type, pg_temp.served((files.generate_download_url(id)).url) from files.files order by file_type collate "C"',
    'select file_type, pg_temp.wanted(served) from case_of order by file_type collate "C"',
    'by a call for each');
select results_eq(
    'select f.file_type, pg_temp.served(u.url) from files.generate_download_urls(array(select id from files.files)) u join files.files f on f.id = u.file_id
    order by file_type collate "C"',
    'select file_type, pg_temp.wanted(served) from case_of order by file_type collate "C"',
    'by one call for all');
select results_eq(
    'select distinct pg_temp.served(f.thumbnail_small_url) from files.files f',
    $$values ('inline image/jpeg')$$,
    'a variant has its own type, as a column');
select results_eq(
    $$select distinct pg_temp.served((files.generate_download_url(id, v)).url) from files.files, unnest('{thumbnail_small,odd}'::text[]) v order by 1$$,
    $$values ('attachment application/octet-stream'), ('inline image/jpeg')$$,
    'and by a call');
select results_eq(
    $$select pg_temp.served((files.generate_download_url(id, is_attachment => true)).url) from files.files where file_type = 'image/jpeg'$$,
    $$values ('attachment image/jpeg')$$,
    'what is to be saved keeps its type');

reset role;
insert into pgfiles.setting (name, value) values ('inline_types', '{text/csv, image/*}');
set local role authenticated;
select results_eq(
    $$select file_type, pg_temp.served(f.download_url) from files.files f where file_type in ('text/csv', 'text/plain', 'image/bmp', 'image/png') order by 1$$,
    $$values ('image/bmp', 'inline image/bmp'), ('image/png', 'inline image/png'), ('text/csv', 'inline text/csv'), ('text/plain', 'attachment application/octet-stream')$$,
    'the setting says which');

-- A DBA, of a key that is no file's: nothing is known about it.
reset role;
set local request.jwt.claims = '';
select is(
    pg_temp.served((pgfiles.urls_of_keys('{else/where.svg}'))[1]), 'inline', 'of a key of no file nothing is known');

select * from finish();
rollback;
