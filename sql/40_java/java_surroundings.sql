create function pgfiles.java_surroundings()
    returns text
    language java_s3
    volatile
    parallel restricted
as 'java.lang.String=org.pgfiles.sql.Sessions.surroundings()';

comment on function pgfiles.java_surroundings() is
    'What pgfiles.policy should allow and PL/Java does not, what PL/Java allows beyond it, and the '
    'options that Java takes from the server''s environment, without their values: a JSON object '
    'with forbidden, excessive and options.';
