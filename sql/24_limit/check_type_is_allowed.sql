create function pgfiles.check_type_is_allowed(file_type text, allowed_types text[])
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    if not pgfiles.is_type_allowed(file_type, allowed_types) then
        perform pgfiles.raise_error('type_not_allowed',
            format('allowed: %s; got %s', array_to_string(allowed_types, ', '), file_type),
            'send a file of an allowed type');
    end if;
end
$$;

comment on function pgfiles.check_type_is_allowed(text, text[]) is
    'Raises a clear error for a content type that the bucket does not take.';
