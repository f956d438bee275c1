create function pgfiles.column_url(bucket text, key text, file_name text)
    returns text
    language sql
    stable
as $$
    -- No set clause: this is inlined into the query, so that a row costs little more than its
    -- signature. The first row of a caller finds nothing open in Java, and opens it.
    select coalesce(
        pgfiles.java_column_url(pgfiles.signing_scope(bucket), key, file_name),
        pgfiles.open_column_url(bucket, key, file_name))
$$;

comment on function pgfiles.column_url(text, text, text) is
    'The signed URL of a key in a computed column.';
