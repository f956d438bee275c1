create function files.thumbnail_small_url(file files.files)
    returns text
    language sql
    stable
    security invoker
as $$
    select pgfiles.variant_url(file.id, file.bucket, 'thumbnail_small', file.file_name)
$$;

comment on function files.thumbnail_small_url(files.files) is
    'A signed URL of the variant thumbnail_small, for 300 seconds by default; null if there is none. A computed column of files.';
