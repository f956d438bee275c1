create view pgfiles.stuck
    with (security_invoker = true)
as
-- Grouped and not joined: each row is read once, whatever the statistics say. It is looked at when
-- the queue has run full.
select 'file ' || w.id as what, max(w.status) || ' without a job' as why
from (
    select f.id, f.status, 0 as jobs
    from pgfiles.file f
    where f.status in ('uploaded', 'processing')
    union all
    select j.file_id, null, 1
    from pgfiles.job j
    where j.kind = 'process_file' and j.died_at is null
) w
group by w.id
having sum(w.jobs) = 0
union all
-- Longer than any back-off or lease lasts.
select 'job ' || j.id, 'not due before ' || greatest(j.run_at, j.leased_until)
from pgfiles.job j
where j.died_at is null and greatest(j.run_at, j.leased_until) > now() + interval '10 hours';

comment on view pgfiles.stuck is
    'What waits for a worker, and no worker will ever take up; there should be nothing.';
comment on column pgfiles.stuck.what is 'The file or job.';
comment on column pgfiles.stuck.why is 'What is wrong with it.';
