-- What the doctor says of a queue that nobody works on.
begin;
\ir fixtures.psql
select plan(2);
update pgfiles.job set run_at = 'infinity';
select is((select is_ok from files.doctor() where subject = 'jobs'), true, 'no job waits');
insert into pgfiles.job (kind, run_at) values ('no_op', now() - interval '5 minutes');
select matches((select finding from files.doctor() where subject = 'jobs' and not is_ok), '^1 waiting, the oldest since ', 'one does for too long');
select * from finish();
rollback;
