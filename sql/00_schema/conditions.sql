-- What must hold before anything is touched. Also true in an upgrade.
do $$
declare
    v_schema text;
begin
    -- File names are any Unicode text, normalized; other encodings have no normalize().
    if pg_catalog.current_setting('server_encoding') <> 'UTF8' then
        raise exception using
            errcode = '0A000',
            message = 'pgfiles needs a database with encoding UTF8',
            detail = 'this one has ' || pg_catalog.current_setting('server_encoding'),
            hint = 'create database ... encoding ''UTF8'' template template0';
    end if;
    -- Otherwise a backslash in these scripts would be an escape.
    if pg_catalog.current_setting('standard_conforming_strings') = 'off' then
        raise exception using
            errcode = '0A000',
            message = 'pgfiles cannot be created while standard_conforming_strings is off',
            hint = 'set standard_conforming_strings = on; then once more';
    end if;
    select n.nspname into v_schema
    from pg_catalog.pg_namespace n
    where n.nspname in ('files', 'pgfiles') and not exists (
        select
        from pg_catalog.pg_depend d
        join pg_catalog.pg_extension e on e.oid = d.refobjid
        where d.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
            and d.objid = n.oid
            and d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
            and d.deptype = 'e'
            and e.extname = 'pgfiles');
    if found then
        raise exception using
            errcode = '42P06',
            message = 'pgfiles needs the schemas files and pgfiles for itself',
            detail = pg_catalog.format('a schema %s is there already', v_schema),
            hint = 'give that schema another name, or create pgfiles in a database of its own';
    end if;
end
$$;
