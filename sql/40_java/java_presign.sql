create function pgfiles.java_presign(
    profile text,
    method text,
    expires_in integer,
    lines integer,
    requests bytea
)
    returns bytea
    language java
    immutable
    strict
    parallel safe
as 'byte[]=org.pgfiles.sql.Signing.sign('
    'java.lang.String,java.lang.String,int,int,byte[])';

comment on function pgfiles.java_presign(text, text, integer, integer, bytea) is
$$Signs S3 requests of one method, one a line in UTF-8, and returns one URL a line in the same order

profile: as profile_line makes it. requests: as request_line makes them; any other number of them
than lines, 1 to 10,000, is an error of the call. A bad line gives "!code", detail and hint parted
by tabs. Source: AWS, Authenticating Requests: Using Query Parameters (AWS Signature Version 4).$$;
