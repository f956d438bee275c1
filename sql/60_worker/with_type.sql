create function pgfiles.with_type(file pgfiles.file, file_type text)
    returns pgfiles.file
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_allowed text[] := (select b.allowed_types from pgfiles.bucket b where b.name = file.bucket);
begin
    if pgfiles.is_type_allowed(with_type.file_type, v_allowed) then
        file.file_type := with_type.file_type;
    elsif file.file_type <> 'application/octet-stream'
        or not pgfiles.is_type_allowed(file.file_type, v_allowed) then
        file.status := 'rejected';
        file.status_reason := 'type_mismatch';
        file.status_detail := format('allowed: %s; the bytes are %s',
            array_to_string(v_allowed, ', '), with_type.file_type);
        return file;
    end if;
    file.is_type_guessed := false;
    return file;
end
$$;

comment on function pgfiles.with_type(pgfiles.file, text) is
    'A file of which nobody has said the type, with the type that was found in its bytes; rejected '
    'if its bucket does not take that.';
