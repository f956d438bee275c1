create function pgfiles.is_file_type(file_type text)
    returns boolean
    language sql
    immutable
    parallel safe
as $$
    -- type/subtype by RFC 6838, section 4.2, of 127 characters each: a bound in the expression
    -- would cost five times as much. Parameters are refused, since the client must send the same
    -- text again.
    select file_type ~ '^[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*$'
        and greatest(strpos(file_type, '/') - 1, length(file_type) - strpos(file_type, '/')) <= 127
$$;

comment on function pgfiles.is_file_type(text) is
    'Whether a text in its normal form is a content type without parameters.';
