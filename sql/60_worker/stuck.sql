create view pgfiles.stuck
    with (security_invoker = true)
as
select 'file ' || f.id as what, f.status || ' without a job' as why
from pgfiles.file f
where f.is_ready is null and f.status in ('uploaded', 'processing')
    and not exists (
        select
        from pgfiles.job j
        where j.file_id = f.id and j.kind = 'process_file' and j.died_at is null)
union all
-- Longer than any back-off or lease lasts.
select 'job ' || j.id, 'not due before ' || greatest(j.run_at, j.leased_until)
from pgfiles.job j
where j.died_at is null and greatest(j.run_at, j.leased_until) > now() + interval '10 hours';

comment on view pgfiles.stuck is
    'What waits for a worker, and no worker will ever take up; there should be nothing.';
comment on column pgfiles.stuck.what is 'The file or job.';
comment on column pgfiles.stuck.why is 'What is wrong with it.';
