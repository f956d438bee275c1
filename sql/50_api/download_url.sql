-- The argument has no name on purpose: PostgREST serves functions of named arguments as RPCs, and
-- there a client could make up the row and have the key of its choice signed. As a column it gets
-- rows that row-level security let through. There is no set clause, so that it is inlined.
create function files.download_url(files.files)
    returns text
    language sql
    stable
    security invoker
as $$
    select case when $1.status = 'ready'
        then pgfiles.column_url(
            $1.id, $1.bucket, $1.download_key, $1.file_name, $1.file_type)
    end
$$;

comment on function files.download_url(files.files) is
    'A signed URL of the original, for 300 seconds at least; the same for a minute; null until the '
    'file is ready. A computed column of files.';
