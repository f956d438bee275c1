create view files.variant_progress
    with (security_invoker = true)
as
select
    v.name,
    count(f.id) as total,
    count(*) filter (where f.has_variant) as done,
    count(*) filter (where not f.has_variant and f.has_job) as waiting,
    count(*) filter (where not f.has_variant and not f.has_job) as failed
from pgfiles.enabled_variants() v
left join lateral (
    select
        i.id,
        coalesce(i.variants #>> array[v.name, 's3_key']
            = pgfiles.variant_key(i.s3_original_key, v.object_name), false) as has_variant,
        j.id is not null as has_job
    from pgfiles.file i
    left join pgfiles.job j on j.file_id = i.id and j.kind = 'make_variants' and j.died_at is null
    where i.status = 'ready' and i.file_type like 'image/%'
) f on true
group by v.name;

comment on view files.variant_progress is
    'How many images have each enabled variant as it is specified now. For DBAs.';
comment on column files.variant_progress.name is 'Of the variant.';
comment on column files.variant_progress.total is 'Images that are ready.';
comment on column files.variant_progress.done is 'Those that have it.';
comment on column files.variant_progress.waiting is 'Those for which a job is queued.';
comment on column files.variant_progress.failed is
    'Those for which it could not be made: no decoder, a damaged image, a dead letter. '
    'pgfiles.make_missing_variants() tries again.';
