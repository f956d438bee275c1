-- A publication may be of one organization, and its files are still changed and deleted.
begin;
\ir fixtures.psql
select plan(2);

select relkind = 'p' as is_partitioned from pg_class where oid = 'pgfiles.file'::regclass \gset
\if :is_partitioned
select skip('PostgreSQL gives no partition the replica identity of its table', 2);
\else
set local client_min_messages = error;
create publication files_of_acme for table pgfiles.file where (organization_id = 'acme');
insert into pgfiles.file (organization_id, owner_id, file_name, file_type, file_size) values ('acme', '1', 'published.jpg', 'image/jpeg', 1);
select lives_ok($$update pgfiles.file set file_name = 'renamed.jpg' where file_name = 'published.jpg'$$, 'changed');
select lives_ok($$delete from pgfiles.file where file_name = 'renamed.jpg'$$, 'and deleted');
\endif

select * from finish();
rollback;
