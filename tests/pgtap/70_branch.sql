-- A copy of a database with a bucket of its own: where new files go, and that all is as before when it is over.
begin;
\ir fixtures.psql
select plan(12);

insert into pgfiles.bucket (name, s3_bucket, endpoint, max_bytes, public_endpoint) values ('routed', 'routed', 'http://store.invalid', 1000, 'http://files.invalid');
insert into pgfiles.bucket_route (entity_type, bucket) values ('site', 'routed');
select is(pgfiles.bucket_for('acme', 'site') || ' ' || pgfiles.bucket_for('acme', null), 'routed main', 'before');

select throws_ok(format('select files.open_branch(%L, %L)', 'own', b.s3_bucket), '22023', 'Invalid argument', 'a branch needs an S3 bucket of its own')
from pgfiles.bucket b where b.is_default;
select throws_ok($$select files.open_branch('routed', 'own')$$, '23505', null, 'and a name');
select throws_ok($$select files.open_branch('own', 's3://own')$$, '22023', 'Invalid argument', 'as buckets have');
select files.open_branch('own', 'own-bucket');
select is(pgfiles.bucket_for('acme', 'site') || ' ' || pgfiles.bucket_for('acme', null), 'own own', 'all new files go there');
select row_eq($$select o.endpoint, o.max_bytes, o.allowed_types, o.exif_policy, o.is_default from pgfiles.bucket o where o.name = 'own'$$,
    row(b.endpoint, b.max_bytes, b.allowed_types, b.exif_policy, true), 'which is like the default one')
from pgfiles.bucket b where b.name = 'main';
select is((select count(*)::integer from pgfiles.bucket_route), 0, 'and no route leads away');

insert into pgfiles.file (file_name, file_type, file_size) values ('own.jpg', 'image/jpeg', 1000);
insert into pgfiles.file (file_name, file_type, file_size, bucket) values ('old.jpg', 'image/jpeg', 1000, 'main');
select pg_temp.make_ready(f.id) from pgfiles.file f where f.file_name in ('own.jpg', 'old.jpg');
select is(files.close_branch('own'), 1::bigint, 'closed, its file is deleted');
select is((select array_agg(f.file_name) from pgfiles.file f where f.file_name in ('own.jpg', 'old.jpg')), '{old.jpg}', 'and no other');
select is((select array_agg(distinct d.bucket || ' ' || (d.delete_at <= now())) from pgfiles.doomed_object d where d.file_id is not null), '{own true}',
    'its objects are due at once');
select is(pgfiles.bucket_for('acme', 'site') || ' ' || pgfiles.bucket_for('acme', null), 'routed main', 'and then all is as before');
select throws_ok($$select files.close_branch('own')$$, '22023', 'Invalid argument', 'once');

select * from finish();
rollback;
