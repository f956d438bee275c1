-- The content type of an upload: what it may be called, what becomes of one that nobody has said, and what is refused beforehand.
begin;
\ir fixtures.psql
select plan(26);

insert into pgfiles.bucket (name, s3_bucket, region, allowed_types, exif_policy) values
    ('tables', 'tables', 'us-east-1', '{text/csv}', 'keep'),
    ('blobs', 'blobs', 'us-east-1', '{application/octet-stream}', 'keep'),
    ('hidden', 'hidden', 'us-east-1', '{image/*}', 'strip');
insert into pgfiles.bucket_check (bucket, item, is_ok, finding)
select b, i, true, 'as it should be'
from unnest('{tables,blobs,hidden}'::text[]) b, unnest('{store,conditional_writes,overlapping_writes}'::text[]) i;
insert into pgfiles.bucket_route (organization_id, bucket) values ('globex', 'tables');

-- Begins an upload: the type that is signed, or the error.
create function pg_temp.signed_type(file_name text, file_type text) returns text language plpgsql as $$
declare
    v_detail text;
begin
    return (files.generate_upload_url(null, null, file_name, file_type, 1)).headers ->> 'content-type';
exception when others then
    get stacked diagnostics v_detail = pg_exception_detail;
    return sqlstate || ' ' || v_detail;
end $$;

create temp table case_of (file_name text, file_type text, signed text);
insert into case_of values
    ('a.jpg', 'image/jpeg', 'image/jpeg'),
    ('a.jpg', 'Image/JPG; charset=UTF-8', 'image/jpeg'),
    ('a.png', 'image/apng', 'image/png'),
    ('a.svg', 'image/svg+xml', 'image/svg+xml'),
    ('a.jxl', 'image/jxl', 'image/jxl'),
    ('IMG_1.HEIC', '', 'image/heic'),
    ('IMG_1.HEIC', null, 'image/heic'),
    ('IMG_1.HEIC', ' application/octet-stream ', 'image/heic'),
    ('scan.pdf', 'binary/octet-stream', 'application/pdf'),
    ('photo', '', 'application/octet-stream'),
    ('page.html', '', 'PT415 allowed: image/*, application/pdf; got text/html'),
    ('photo.jpg', 'text/html', 'PT415 allowed: image/*, application/pdf; got text/html'),
    ('photo.jpg', 'jpeg', '22023 file_type must be type/subtype');
grant select on case_of to authenticated;

set local role authenticated;
set local request.jwt.claims = :'alice';
select is(pg_temp.signed_type(file_name, file_type), signed, format('%s as %s', file_name, coalesce('"' || file_type || '"', 'null')))
from case_of;
select is(
    (select array_agg(error is null order by item) from files.generate_upload_urls(
        '[{"file_name":"a.heic","file_size":1},{"file_name":"photo","file_size":1},{"file_name":"a.html","file_type":"","file_size":1}]')),
    '{true,true,false}', 'in a batch, too');
set local request.jwt.claims = :'carol';
select is(pg_temp.signed_type('a.csv', ''), 'text/csv', 'a table by its name');
select is(pg_temp.signed_type('a', ''), 'PT415 allowed: text/csv; got application/octet-stream', 'no bytes can tell that they are a table');
select throws_ok(
    $$insert into pgfiles.file (file_name, file_type, file_size, is_type_guessed) values ('a.jpg', 'image/jpeg', 1, true)$$,
    '42501', null, 'to guess opens no other door');
reset role;

-- What the worker has found: of a file whose type was guessed, and of one whose type was said.
create function pg_temp.outcome(bucket text, guess text, of_bytes text, is_guessed boolean default true)
    returns text
    language plpgsql
as $$
declare
    v_id uuid := pgfiles.uuid_v7();
begin
    insert into pgfiles.file (id, organization_id, owner_id, file_name, file_type, file_size, bucket, is_type_guessed)
    values (v_id, 'acme', '1', 'a', guess, 1, outcome.bucket, is_guessed);
    update pgfiles.file set status = 'uploaded', uploaded_at = now() where id = v_id;
    perform pgfiles.finish_job(jsonb_build_object(
        'job_id', (select j.id from pgfiles.job j where j.file_id = v_id), 'outcome', 'ready', 'file_type', of_bytes));
    return (
        select concat_ws(' ', f.status, f.status_reason, f.file_type, f.is_type_guessed::text,
            (select j.kind from pgfiles.job j where j.file_id = v_id))
        from pgfiles.file f
        where f.id = v_id);
end $$;

select is(pg_temp.outcome(bucket, guess, found, is_guessed), expected, format('%s: %s that is %s', bucket, guess, found))
from (values
    ('main', 'image/heic', 'image/jpeg', true, 'ready image/jpeg false'),
    ('main', 'application/octet-stream', 'application/pdf', true, 'ready application/pdf false'),
    ('main', 'image/svg+xml', 'image/svg+xml', true, 'ready image/svg+xml false'),
    ('main', 'image/png', 'text/plain', true, 'rejected type_mismatch image/png true'),
    ('main', 'application/octet-stream', 'application/octet-stream', true, 'rejected type_mismatch application/octet-stream true'),
    ('blobs', 'application/octet-stream', 'image/jpeg', true, 'ready application/octet-stream false'),
    ('hidden', 'application/octet-stream', 'image/jpeg', true, 'ready image/jpeg false make_variants'),
    ('hidden', 'image/heif', 'image/heic', false, 'ready image/heif false')
) as t (bucket, guess, found, is_guessed, expected);

-- Who scans only images scans what turns out to be one.
insert into pgfiles.hook (name, sql_function, file_types, head_bytes) values ('eicar', 'pgfiles.eicar_hook', '{image/*}', 100);
select is(
    (pgfiles.describe_file('process_file', f) ->> 'head_bytes')::integer, 100, 'a hook of images gets the beginning of what may be one')
from (
    select row_of.* from pgfiles.file row_of where row_of.file_type = 'application/octet-stream' and row_of.is_type_guessed limit 1
) f;

select * from finish();
rollback;
