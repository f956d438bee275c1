create function pgfiles.java_room()
    returns bigint
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select pg_size_bytes(coalesce(substring(
        concat(current_setting('pljava.vmoptions', true),
            current_setting('pgfiles.vmoptions', true)) from '-Xmx(\d+[kKmMgG])') || 'B', '256MB'))
        / 3
$$;

comment on function pgfiles.java_room() is
    'How many bytes may go to Java in one argument: a third of the heap (-Xmx). PL/Java 1.6 does '
    'not survive an argument for which there is no room.';
