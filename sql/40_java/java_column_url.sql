-- Definer, so that a caller needs no right to PL/Java's own tables, which it reads when it loads
-- the class. Java signs nothing here that open_column_url has not opened for this scope.
create function pgfiles.java_column_url(
    scope text, key text, file_name text, served_type text
)
    returns text
    language java
    stable
    strict
    parallel restricted
    security definer
as 'java.lang.String=org.pgfiles.sql.ColumnSigning.url('
    'java.lang.String,java.lang.String,java.lang.String,java.lang.String)';

comment on function pgfiles.java_column_url(text, text, text, text) is
    'Signs the GET of a key in a computed column, to be served as served_type (empty: as it is '
    'stored), and saved if that is application/octet-stream, otherwise shown; null if '
    'java_open_column has not opened the scope for it, or some time ago.';
