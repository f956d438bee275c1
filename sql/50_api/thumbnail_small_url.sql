-- The argument has no name on purpose: PostgREST serves functions of named arguments as RPCs, and there a client could make
-- up the row and have the key of its choice signed. As a column it gets rows that row-level security let through.
create function files.thumbnail_small_url(files.files)
    returns text
    language sql
    stable
    security invoker
as $$
    select pgfiles.variant_url($1.id, $1.bucket, 'thumbnail_small', $1.file_name)
$$;

comment on function files.thumbnail_small_url(files.files) is
    'A signed URL of the variant thumbnail_small, for 300 seconds by default; null if there is none. A computed column of files.';
