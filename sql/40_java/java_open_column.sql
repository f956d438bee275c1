create function pgfiles.java_open_column(
    scope text,
    key_prefix text,
    profile text,
    expires_in integer,
    valid_until bigint
)
    returns text
    language java
    volatile
    parallel restricted
as 'java.lang.String=org.pgfiles.sql.ColumnSigning.open('
    'java.lang.String,java.lang.String,java.lang.String,int,long)';

comment on function pgfiles.java_open_column(text, text, text, integer, bigint) is
    'Opens a scope for java_column_url: keys that begin with key_prefix, or if that is null none; '
    'URLs of expires_in seconds, until the Unix time valid_until.';
