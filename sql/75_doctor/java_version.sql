create function pgfiles.java_version(libjvm text)
    returns integer
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select substring(
        pg_read_file(regexp_replace(libjvm, '/lib/(server|client)/libjvm[.]so$', '/release'),
            0, 10000, true)
        from 'JAVA_VERSION="([0-9]+)')::integer
    where libjvm ~ '^/.*/lib/(server|client)/libjvm[.]so$'
        and (pg_stat_file(libjvm, true)).size is not null
$$;

comment on function pgfiles.java_version(text) is
    'The version of the Java that this libjvm.so belongs to, as the file release beside it says; '
    'null if there is none, or it does not say.';
