create function pgfiles.java_presign_downloads(
    profile text,
    expires_in integer,
    lines integer,
    requests bytea
)
    returns bytea
    language java
    immutable
    strict
    parallel safe
as 'byte[]=org.pgfiles.sql.Signing.signDownloads('
    'java.lang.String,int,int,byte[])';

comment on function pgfiles.java_presign_downloads(text, integer, integer, bytea) is
    'The same as java_presign for GETs and nothing else: a request names its key, download or '
    'inline with a file name, and maybe q:response-content-type.';
