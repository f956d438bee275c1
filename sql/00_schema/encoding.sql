-- File names are any Unicode text, normalized; other encodings have no normalize().
do $$
begin
    if pg_catalog.current_setting('server_encoding') <> 'UTF8' then
        raise exception using
            errcode = '0A000',
            message = 'pgfiles needs a database with encoding UTF8',
            detail = 'this one has ' || pg_catalog.current_setting('server_encoding'),
            hint = 'create database ... encoding ''UTF8'' template template0';
    end if;
end
$$;
