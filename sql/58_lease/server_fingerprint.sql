create function pgfiles.server_fingerprint()
    returns jsonb
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- A base backup has the system identifier of its original, and a database made of a template
    -- differs by its oid alone.
    return (
        select jsonb_build_object(
            'system_identifier', c.system_identifier::text,
            'database_oid', d.oid::bigint,
            'host', btrim(pg_read_file('/proc/sys/kernel/hostname', 0, 255, true), e'\n'),
            'data_directory', current_setting('data_directory'))
        from pg_control_system() c, pg_database d
        where d.datname = current_database());
end
$$;

comment on function pgfiles.server_fingerprint() is
    'What tells this database on this server from its copies elsewhere: system identifier, oid, '
    'host name (where Linux tells it) and data directory.';
