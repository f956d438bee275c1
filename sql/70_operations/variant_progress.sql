create view files.variant_progress
    with (security_invoker = true)
as
with wanted as (
    select
        v.name,
        f.id as file_id,
        coalesce(f.variants #>> array[v.name, 's3_key']
            = pgfiles.variant_key(f.s3_original_key, f.variant_folder,
                pgfiles.framed_name(v.object_name, v.fit, f.focal_x, f.focal_y)),
            false) as is_done
    from pgfiles.enabled_variants() v
    left join pgfiles.file f
        on f.status = 'ready' and not f.is_deleted and pgfiles.has_pictures(f.file_type)
    union all
    select 'stripped', f.id, f.variants -> 'stripped' is not null
    from pgfiles.bucket b
    left join pgfiles.file f
        on f.bucket = b.name
        and f.status = 'ready'
        and not f.is_deleted
        and pgfiles.stripped_key(
            f.s3_original_key, f.variant_folder, f.file_type, b.exif_policy) is not null
    where b.exif_policy <> 'keep'
)
select
    w.name,
    count(w.file_id) as total,
    count(w.file_id) filter (where w.is_done) as done,
    count(w.file_id) filter (where not w.is_done and w.has_job) as waiting,
    count(w.file_id) filter (where not w.is_done and not w.has_job) as failed
from (
    select w.name, w.file_id, w.is_done,
        -- Looked up and not joined: no statistics make that a product of files and jobs.
        not w.is_done and exists (
            select
            from (
                select j.kind, j.died_at
                from pgfiles.job j
                where j.file_id = w.file_id
                offset 0
            ) j
            where j.kind = 'make_variants' and j.died_at is null) as has_job
    from wanted w
    offset 0
) w
group by w.name;

comment on view files.variant_progress is
    'How many images, if pdf_preview is on PDFs, and with a video_backend videos, have each '
    'enabled variant as it is specified now, and the copy without metadata. For DBAs.';
comment on column files.variant_progress.name is
    'Of the variant; stripped: the copy that the exif_policy of a bucket asks for.';
comment on column files.variant_progress.total is
    'Those that are ready; of stripped: those of such buckets, of a type that can be stripped.';
comment on column files.variant_progress.done is 'Those that have it.';
comment on column files.variant_progress.waiting is 'Those for which a job is queued.';
comment on column files.variant_progress.failed is
    'Those for which it could not be made: no decoder, a damaged image, a dead letter. '
    'pgfiles.make_missing_variants() tries again.';
