create function pgfiles.request_pair(name text, value text)
    returns text
    language sql
    immutable
    strict
    parallel safe
as $$
    select E'\t' || pgfiles.escape_field(name) || E'\t' || pgfiles.escape_field(value)
$$;

comment on function pgfiles.request_pair(text, text) is
    'One of the pairs of request_line: h: and a header, q: and a query parameter, download or '
    'inline and a file name; of a form the name of a field.';
