create function pgfiles.normal_file_name(file_name text)
    returns text
    language sql
    immutable
    parallel safe
as $$
    select btrim(normalize(file_name, nfc))
$$;

comment on function pgfiles.normal_file_name(text) is
    'The name as it is kept: in Unicode form NFC, without blanks around it.';
