create function pgfiles.checked_file_type(file_type text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_type text := lower(btrim(file_type));
    v_slash integer := strpos(v_type, '/');
begin
    -- type/subtype by RFC 6838, section 4.2, of 127 characters each: a bound in the expression
    -- would cost five times as much. Parameters are refused, since the client must send the same
    -- text again.
    if v_type is null
        or v_type !~ '^[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*$'
        or greatest(v_slash - 1, length(v_type) - v_slash) > 127 then
        perform pgfiles.raise_error('invalid_argument',
            'file_type must be type/subtype without parameters',
            'send the content type, such as "image/jpeg"');
    end if;
    return case v_type when 'image/jpg' then 'image/jpeg' else v_type end;
end
$$;

comment on function pgfiles.checked_file_type(text) is
    'The content type in lower case, or an error.';
