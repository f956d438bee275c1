create function pgfiles.java_pause(milliseconds text)
    returns text
    language java
    volatile
    strict
    parallel restricted
as 'java.lang.String=org.pgfiles.sql.Worker.pause(java.lang.String)';

comment on function pgfiles.java_pause(text) is
    'Waits, also while the clock is set back: pg_sleep waits for a time of the clock.';
