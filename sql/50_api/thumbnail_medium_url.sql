create function files.thumbnail_medium_url(file files.files)
    returns text
    language sql
    stable
    security invoker
as $$
    select pgfiles.variant_url(file.id, file.bucket, 'thumbnail_medium', file.file_name)
$$;

comment on function files.thumbnail_medium_url(files.files) is
    'A signed URL of the variant thumbnail_medium, for 300 seconds by default; null if there is none. A computed column of files.';
