-- The argument has no name on purpose: PostgREST serves functions of named arguments as RPCs, and
-- there a client could make up the row and have the key of its choice signed. As a column it gets
-- rows that row-level security let through. There is no set clause, so that it is inlined.
create function files.thumbnail_medium_url(files.files)
    returns text
    language sql
    stable
    security invoker
as $$
    select pgfiles.column_url(
        $1.id, $1.bucket, $1.variants #>> '{thumbnail_medium,s3_key}', $1.file_name,
        $1.variants #>> '{thumbnail_medium,file_type}')
$$;

comment on function files.thumbnail_medium_url(files.files) is
    'A signed URL of the variant thumbnail_medium, for 300 seconds at least; the same for a '
    'minute; null if there is none. A computed column of files.';
