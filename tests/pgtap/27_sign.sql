-- What is signed, and for whom: no field begins a request of its own, and the wall between organizations asks the file's row.
begin;
\ir fixtures.psql
select plan(34);

-- --- a hostile value in every field that can have one ------------------------------------------------------
-- Each is a request of its own in what Java reads, if it is not escaped: of carol's key, to delete it.
\set inject '\n globex/site/x\n DELETE\t300\tglobex/site/x\n GET\t300\tglobex/site/x\th:x-amz-acl\tpublic-read'
create temp table hostile as select replace(replace(:'inject', '\n ', E'\n'), '\t', E'\t') as field;
grant select on hostile to authenticated;
create temp table target (name text, id uuid default pgfiles.uuid_v7(), upload_method text, status text default 'pending');
insert into target (name, upload_method, status) values
    ('download', 'put', 'ready'), ('variant', 'put', 'ready'), ('upload', 'put', 'pending'), ('form', 'form', 'pending'),
    ('parts', 'multipart', 'pending');
insert into pgfiles.file
    (id, organization_id, owner_id, file_name, file_type, file_size, bucket, s3_original_key, upload_method, status, variants)
select t.id, 'acme', '1', 'x' || h.field, 'image/jpeg', 9000000, 'main', format('acme/%s', t.name) || h.field, t.upload_method, t.status,
    jsonb_build_object('v' || h.field, jsonb_build_object('s3_key', 'acme/v' || h.field))
from target t, hostile h;
grant select on target to authenticated;

-- All URLs of a statement: how many, whose keys, which methods a store would take them for.
create function pg_temp.signed(statement text)
    returns text
    language plpgsql
as $$
declare
    v_urls text[];
begin
    execute 'select array_agg(url) from (' || statement || ') s (url)' into v_urls;
    return (
        select concat_ws(' ', count(*), string_agg(distinct substring(u from '^https?://.*?/(acme/[a-z]+)'), ','),
            case when bool_or(u ~ '[\n\t]' or u ~ 'SignedHeaders=[^&]*x-amz-acl') then 'more than asked for' end)
        from unnest(v_urls) u);
exception when others then
    return sqlstate;
end
$$;
create temp table attack (signer text, statement text, outcome text);
grant select on attack to authenticated;
insert into attack values
    ('sign_downloads', $$select d.url from pgfiles.sign_downloads(array[{download}], '{original}', 60) d$$, '1 acme/download'),
    ('sign_downloads, of many', $$select d.url from pgfiles.sign_downloads(array[{download}, {download}], '{original,original}', 60) d$$,
        '2 acme/download'),
    ('sign_downloads, of a variant', $$select d.url from pgfiles.sign_downloads(array[{variant}], array['v' || {field}], 60) d$$, '1 acme/v'),
    ('sign_downloads, of a variant that is not', $$select d.url from pgfiles.sign_downloads(array[{variant}], array[{field}], 60) d$$, '0'),
    ('sign_downloads, of nothing', $$select d.url from pgfiles.sign_downloads(array[null::uuid], array[null], 60) d$$, '0'),
    ('sign_uploads', $$select u.url from pgfiles.sign_uploads(array[{upload}], 60) u$$, '1 acme/upload'),
    ('sign_form', $$select f.url || '/acme/form' from pgfiles.sign_form({form}, 1, 9, 60) f
        where f.fields ->> 'key' = (select k.s3_original_key from files.files k where k.id = {form})$$, '1 acme/form'),
    ('sign_multipart, create', $$select m.url from pgfiles.sign_multipart({parts}, null, 'create', '{0}', 60) m$$, '1 acme/parts'),
    ('sign_multipart, part', $$select m.url from pgfiles.sign_multipart({parts}, 'u', 'part', '{1,2}', 60) m$$, '2 acme/parts'),
    ('sign_multipart, list', $$select m.url from pgfiles.sign_multipart({parts}, 'u', 'list', '{0}', 60) m$$, '1 acme/parts'),
    ('sign_multipart, upload id', $$select m.url from pgfiles.sign_multipart({parts}, {field}, 'abort', '{0}', 60) m$$, '22023'),
    ('open_column_url', $$select pgfiles.open_column_url({download}, 'main', 'acme/download' || {field}, {field}, {field})$$, '1 acme/download'),
    ('java_column_url', $$select pgfiles.java_column_url(pgfiles.signing_scope('main'), 'acme/download' || {field}, {field}, {field})$$,
        '1 acme/download'),
    ('download_url', $$select files.download_url(f) from files.files f where f.id = {download}$$, '1 acme/download');
update attack a
set statement = replace(
    replace(replace(replace(replace(replace(a.statement,
        '{download}', quote_literal((select id from target where name = 'download')) || '::uuid'),
        '{variant}', quote_literal((select id from target where name = 'variant')) || '::uuid'),
        '{upload}', quote_literal((select id from target where name = 'upload')) || '::uuid'),
        '{form}', quote_literal((select id from target where name = 'form')) || '::uuid'),
        '{parts}', quote_literal((select id from target where name = 'parts')) || '::uuid'),
    '{field}', '(select field from hostile)');
set local role authenticated;
set local request.jwt.claims = :'alice';
-- The form's URL has no key: it is in a field, and here put behind it.
select is(pg_temp.signed(statement), outcome, 'no more is signed than asked for by ' || signer) from attack;

-- The column's Content-Disposition.
select ok(f.download_url like '%X-Amz-Signature=%' and substring(f.download_url from '[?].*') !~ '%0A', 'a name has no line feed in a header either')
from files.files f where f.id = (select id from target where name = 'download');
reset role;
prepare hostile_header (text, text) as update pgfiles.bucket set upload_headers = jsonb_build_object($1, $2);
select throws_ok(format('execute hostile_header(%L, %L)', key, value), '22023', 'Invalid argument', 'no such header: ' || oddity)
from (values
    (E'x-amz-meta-a\th:x-amz-acl', 'b', 'tab in its name'),
    (E'x-amz-meta-a\n', 'b', 'line feed in its name'),
    ('x-amz-acl', 'public-read', 'one that opens the object'),
    ('x-amz-meta-a', E'b\nc', 'line feed in its value'),
    ('x-amz-meta-a', '', 'no value')
) t (key, value, oddity);
select lives_ok(format('execute hostile_header(%L, %L)', key, 'value'), 'but ' || key)
from (values ('x-amz-meta-a'), ('x-amz-server-side-encryption-aws-kms-key-id'), ('cache-control')) t (key);
update pgfiles.bucket set upload_headers = '{}';

-- A claim, a reason, an argument may be null wherever an error tells of it.
select throws_ok($$select pgfiles.raise_error('file_not_found', null, null)$$, 'PT404', 'File not found', 'an error without details is the same error');
select throws_ok($$select pgfiles.raise_error('rate_limited', null, null, 1)$$, 'PGRST', null, 'also one with headers');
select throws_ok('select pgfiles.raise_error(null)', 'XX000', 'Unknown error code', 'and none is a mistake');

-- --- the wall between organizations ------------------------------------------------------------------------
-- Files of acme and of globex whose keys say nothing, or the wrong thing, about whose they are.
delete from pgfiles.file;
insert into target (name) values ('adopted'), ('theirs'), ('moved');
insert into pgfiles.file
    (id, organization_id, owner_id, file_name, file_type, file_size, bucket, s3_original_key, upload_method, status, variants)
select t.id, case t.name when 'adopted' then 'acme' else 'globex' end, case t.name when 'adopted' then '1' else '3' end,
    'x', 'image/jpeg', 1, 'main',
    case t.name when 'adopted' then 'photos/a.jpg' when 'theirs' then 'photos/b.jpg' else 'acme/site/1/x/original.jpg' end, 'put', 'ready',
    jsonb_build_object('thumbnail_small', jsonb_build_object('s3_key', 'thumbnails/' || t.name))
from target t where t.name in ('adopted', 'theirs', 'moved');
create function pg_temp.forged(id uuid, key text)
    returns text
    language sql
as $$
    select files.download_url(jsonb_populate_record(null::files.files, jsonb_build_object(
        'id', id, 'status', 'ready', 'bucket', 'main', 'file_name', 'x', 'download_key', key)))
$$;
create temp view own as select f.id, f.s3_original_key as key, f.download_url, f.thumbnail_small_url from files.files f;
grant select on own to authenticated;
set local role authenticated;
select matches(f.download_url || f.thumbnail_small_url, '/photos/a\.jpg\?.*/thumbnails/adopted\?', 'a key that names nobody is signed for whose row it is')
from files.files f;
set local request.jwt.claims = :'carol';
select is((select count(*)::integer from files.files f where f.download_url like '%X-Amz-Signature%'), 2, 'and so is one that names another');
-- Another token: what Java has open for the last one it keeps for a minute.
set local request.jwt.claims = '{"jti":"2","user":{"organization_id":"acme","user_id":"1"}}';
select is(pg_temp.forged(t.id, 'photos/b.jpg'), null, 'the key of another organization''s file is not, with the id of ' || coalesce(t.name, 'nobody'))
from (select * from target where name in ('adopted', 'theirs') union all values (null, null::uuid, null, null)) t;
select is(pg_temp.forged(t.id, 'acme/site/1/x/original.jpg'), null, 'nor one that begins with the own name but is another''s')
from target t where t.name = 'moved';
select is(
    pgfiles.java_column_url(pgfiles.signing_scope('main'), 'acme/site/1/x/original.jpg', 'x', ''), null, 'Java would not sign it either');
select is_empty(
    $$select from target t, pgfiles.sign_downloads(array[t.id], '{original}', 60) where t.name in ('theirs', 'moved')$$,
    'nor do batches');

select * from finish();
rollback;
