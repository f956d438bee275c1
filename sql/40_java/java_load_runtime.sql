create function pgfiles.java_load_runtime()
    returns text
    language java_s3
    volatile
    parallel restricted
as 'java.lang.String=org.pgfiles.sql.ClassArchive.loadRuntime()';

comment on function pgfiles.java_load_runtime() is
    'Loads every class of PL/Java, for an archive that has all of them; returns how many they are.';
