create function pgfiles.stripped_key(
    original_key text, variant_folder text, file_type text, exif_policy text
)
    returns text
    language sql
    immutable
    parallel safe
as $$
    -- The types that org.pgfiles.metadata.Stripper can strip.
    select case
        when exif_policy <> 'keep'
            and file_type in ('image/jpeg', 'image/png', 'image/webp', 'image/gif')
        then pgfiles.variant_key(
            original_key, variant_folder, 'stripped.' || pgfiles.file_extension(file_type))
    end
$$;

comment on function pgfiles.stripped_key(text, text, text, text) is
    'The S3 key of the copy without metadata; null if the bucket''s exif_policy needs none, or of '
    'this type none can be made.';
