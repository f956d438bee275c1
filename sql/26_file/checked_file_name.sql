create function pgfiles.checked_file_name(file_name text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_name text := btrim(normalize(file_name, nfc));
    v_max integer := pgfiles.setting('file_name_max_length')::integer;
    v_problem text;
begin
    v_problem := case
        when v_name is null or v_name = '' then 'is empty'
        when v_name ~ '[/\\]' then 'looks like a path'
        when v_name in ('.', '..') then 'names a directory'
        when v_name ~ '[[:cntrl:]]' then 'has a control character'
        when length(v_name) > v_max
            then format('has %s characters, at most %s', length(v_name), v_max)
    end;
    if v_problem is not null then
        perform pgfiles.raise_error('invalid_argument', 'file_name ' || v_problem,
            'send the bare name, such as "photo.jpg"');
    end if;
    return v_name;
end
$$;

comment on function pgfiles.checked_file_name(text) is
    'The name in Unicode form NFC without blanks around it, or an error.';
