create function pgfiles.unescape_field(field text)
    returns text
    language sql
    immutable
    strict
    parallel safe
as $$
    -- A backslash stands for itself only when doubled, so the doubled ones are set aside first.
    select replace(replace(replace(replace(replace(
        field, '\\', E'\x01'), '\t', E'\t'), '\n', E'\n'), '\r', E'\r'), E'\x01', '\')
$$;

comment on function pgfiles.unescape_field(text) is
    'The reverse of escape_field, for fields that come from Java.';
