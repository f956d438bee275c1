-- What a DBA writes is refused in a sentence: the column, what it takes, what it got.
begin;
\ir fixtures.psql
select plan(30);

create function pg_temp.refused(statement text)
    returns text
    language plpgsql
as $$
declare
    v_detail text;
begin
    execute statement;
    return 'taken';
exception
    when others then
        get stacked diagnostics v_detail = pg_exception_detail;
        return sqlstate || ' ' || v_detail;
end
$$;
-- Rows.
select is(pg_temp.refused(statement), '22023 ' || problem, problem)
from (values
    ($$update pgfiles.bucket set endpoint = 'minio.example.org'$$,
        'bucket.endpoint takes scheme, host and port without a slash behind, such as https://s3.example.org:9000; got minio.example.org'),
    ($$update pgfiles.bucket set s3_bucket = 's3://photos'$$,
        'bucket.s3_bucket takes the name of an S3 bucket, without s3:// and path, such as my-photos; got s3://photos'),
    ($$insert into pgfiles.bucket (name) values ('photos')$$, 'bucket: s3_bucket is missing'),
    ($$update pgfiles.bucket set max_bytes = 0$$, 'bucket.max_bytes takes bytes from 1 to 5497558138880 (5 TiB), such as 52428800; got 0'),
    ($$update pgfiles.bucket set exif_policy = 'remove'$$, 'bucket.exif_policy takes keep, hide_gps or strip; got remove'),
    ($$update pgfiles.bucket set exif_policy = 'strip', cdn_base_url = 'https://cdn.example.org'$$,
        'bucket takes exif_policy keep beside a cdn_base_url, since anyone may read its originals'),
    ($$update pgfiles.bucket set allowed_types = '{jpg,image/*}'$$,
        'bucket.allowed_types takes content types in lower case, such as {image/*,application/pdf}; got jpg'),
    ($$update pgfiles.bucket set allowed_types = '{image/PNG}'$$,
        'bucket.allowed_types takes content types in lower case, such as {image/*,application/pdf}; got image/PNG'),
    ($$insert into pgfiles.bucket_route (bucket) values ('main')$$, 'bucket_route takes an organization_id, an entity_type, or both'),
    ($$insert into pgfiles.entity_type (name, table_name) values ('site photo', 'app.site')$$,
        'entity_type.name takes a letter, then letters, digits, underscores and dashes, 63 at most, such as site or Issue; got site photo'),
    ($$insert into pgfiles.entity_type (name, table_name) values ('_', 'app.site')$$,
        'entity_type.name takes a letter, then letters, digits, underscores and dashes, 63 at most, such as site or Issue; got _'),
    ($$insert into pgfiles.entity_type (name, table_name) values ('a/b', 'app.site')$$,
        'entity_type.name takes a letter, then letters, digits, underscores and dashes, 63 at most, such as site or Issue; got a/b'),
    ($$update pgfiles.entity_type set on_delete = 'purge'$$, 'entity_type.on_delete takes keep, trash, delete or restrict; got purge'),
    ($$insert into pgfiles.variant_spec (name, width, height, format) values ('tiny', 10, 10, 'jpg')$$,
        'variant_spec.format takes jpeg, png, webp or avif; got jpg'),
    ($$insert into pgfiles.variant_spec (name, width, height) values ('tiny', 10, 0)$$, 'variant_spec.height takes pixels from 1 to 8192, such as 400; got 0'),
    ($$insert into pgfiles.watermark (name, image) values ('logo', 'JFIF')$$, 'watermark.image takes a PNG of at most 1 MiB; got \x4a464946'),
    ($$insert into pgfiles.quota (organization_id, max_files) values ('acme', -1)$$,
        'quota.max_files takes a number from 0 on; null: as the setting says; got -1'),
    ($$insert into pgfiles.hook (name, sql_function, head_bytes) values ('eicar', 'pgfiles.eicar_hook', -1)$$,
        'hook.head_bytes takes bytes from 0 to 33554432, such as 65536; got -1'),
    ($$insert into pgfiles.hook (name, sql_function, file_types) values ('eicar', 'pgfiles.eicar_hook', '{photo}')$$,
        'hook.file_types takes content types in lower case, such as {image/*,application/pdf}; got photo'),
    ($$insert into pgfiles.lambda_function (name, sql_function) values ('x', 'answer')$$,
        'lambda_function.sql_function takes the name of a function with its schema, such as app.answer; got answer')
) t (statement, problem);
-- A dump brings back what was taken once.
set local row_security = off;
select is(pg_temp.refused($$update pgfiles.bucket set allowed_types = '{jpg}'$$), 'taken', 'a dump brings back what was taken once');
set local row_security = on;

-- Arguments.
select is(pg_temp.refused(statement), '22023 ' || problem, problem)
from (values
    ('call pgfiles.run_worker(threads => 0)', 'threads takes a number from 1 to 64; got 0'),
    ('call pgfiles.run_worker(batch => -1)', 'batch takes a number from 1 to 10000; got -1'),
    ('call pgfiles.run_worker(max_seconds => null)', 'max_seconds takes a number from 0 to 86400; got null'),
    ($$call pgfiles.run_worker(kinds => '{make_variant}')$$, 'kinds takes some of KINDS, or null for all; got make_variant'),
    ($$call pgfiles.run_worker(kinds => '{}')$$, 'kinds takes some of KINDS, or null for all; got none'),
    ('select pgfiles.schedule_worker(workers => 0)', 'workers takes a number from 1 to 100; got 0'),
    ('select pgfiles.schedule_worker(threads => 0)', 'threads takes a number from 1 to 64; got 0')
) t (statement, pattern)
cross join lateral (select replace(pattern, 'KINDS', array_to_string(pgfiles.job_kinds(), ', '))) p (problem);

-- Every condition of what a DBA configures is a sentence.
select is_empty($$
    select c.conname
    from pg_constraint c
    where c.contype = 'c' and obj_description(c.oid, 'pg_constraint') is null
        and c.conrelid in (select t.tgrelid from pg_trigger t where t.tgfoid = 'pgfiles.verify_row()'::regprocedure)$$, 'every condition is a sentence');
select is_empty($$
    select distinct t.oid::regclass
    from pg_class t
    join pg_extension e on e.extname = 'pgfiles' and t.oid = any (e.extconfig)
    join pg_constraint c on c.conrelid = t.oid and c.contype = 'c'
    where not exists (select from pg_trigger g where g.tgrelid = t.oid and g.tgfoid = 'pgfiles.verify_row()'::regprocedure)
        and t.oid::regclass::text not in ('pgfiles.file', 'pgfiles.file_version', 'pgfiles.job', 'pgfiles.multipart_upload',
            'pgfiles.granted_role', 'pgfiles.worker_state', 'pgfiles.secret', 'pgfiles.signing_key')$$, 'of every table that a DBA writes to');

select * from finish();
rollback;
