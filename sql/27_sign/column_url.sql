create function pgfiles.column_url(
    file_id uuid, bucket text, key text, file_name text, file_type text
)
    returns text
    language sql
    stable
as $$
    -- No set clause: this is inlined into the query, so that a row costs little more than its
    -- signature. The first row of a caller finds nothing open in Java, and opens it; a key that
    -- does not show whose it is, is looked up each time.
    select coalesce(
        pgfiles.java_column_url(
            pgfiles.signing_scope(bucket), key, file_name, pgfiles.served_type(file_type)),
        pgfiles.open_column_url(
            file_id, bucket, key, file_name, pgfiles.served_type(file_type)))
$$;

comment on function pgfiles.column_url(uuid, text, text, text, text) is
    'The signed URL of a file''s key in a computed column; null if it is no key of the caller''s '
    'organization.';
