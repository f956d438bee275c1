create function pgfiles.escape_field(field text)
    returns text
    language sql
    immutable
    strict
    parallel safe
as $$
    select replace(replace(replace(replace(
        field, '\', '\\'), E'\t', '\t'), E'\n', '\n'), E'\r', '\r')
$$;

comment on function pgfiles.escape_field(text) is
    'Escapes a field of a tab-separated line for Java, by the rules of COPY''s text format.';
