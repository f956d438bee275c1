create view pgfiles.files_without_copies
    with (security_invoker = true)
as
select f.id
from pgfiles.file f
join pgfiles.bucket b on b.name = f.bucket
where f.status = 'ready' and not f.is_deleted and pgfiles.has_pictures(f.file_type)
    and (
        exists (
            select
            from pgfiles.enabled_variants() v
            where f.variants #>> array[v.name, 's3_key']
                is distinct from pgfiles.variant_key(
                    f.s3_original_key, f.variant_folder, pgfiles.framed_name(
                        v.object_name, v.fit, f.focal_x, f.focal_y)))
        or f.thumbhash is null and exists (select from pgfiles.enabled_variants())
        or f.variants -> 'stripped' is null
            and pgfiles.stripped_key(
                f.s3_original_key, f.variant_folder, f.file_type, b.exif_policy)
                is not null);

comment on view pgfiles.files_without_copies is
    'Ready files that lack a variant which is enabled, as it is specified now, their placeholder '
    'or the copy without metadata that their bucket''s exif_policy asks for.';
comment on column pgfiles.files_without_copies.id is 'Of the file.';
