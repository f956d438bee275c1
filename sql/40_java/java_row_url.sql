create function pgfiles.java_row_url(
    scope text, key text, file_name text, served_type text
)
    returns text
    language java
    stable
    strict
    parallel restricted
as 'java.lang.String=org.pgfiles.sql.ColumnSigning.rowUrl('
    'java.lang.String,java.lang.String,java.lang.String,java.lang.String)';

comment on function pgfiles.java_row_url(text, text, text, text) is
    'The same as java_column_url for any key: of a row that open_column_url has asked.';
