create function pgfiles.java_interrupts()
    returns text
    language java
    volatile
    parallel restricted
as 'java.lang.String=org.pgfiles.sql.Sessions.interrupts()';

comment on function pgfiles.java_interrupts() is
    'Why this session does not end when it is told to, while it waits; empty if it does.';
