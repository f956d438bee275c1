create function pgfiles.java_presign(profile text, requests text)
    returns text
    language java
    immutable
    strict
    parallel safe
as 'java.lang.String=org.pgfiles.sql.Signing.presign(java.lang.String,java.lang.String)';

comment on function pgfiles.java_presign(text, text) is
$$Signs S3 requests, one a line, and returns one URL a line in the same order.

profile: tab-separated endpoint, region, bucket, path|virtual, access key id, signing key in hex,
session token, Unix time. A request: method, seconds, key, then pairs of name and value (h:header,
q:query parameter, download or inline: file name). Fields are escaped as in COPY's text format. A
bad line gives "!code", detail and hint parted by tabs. Source: AWS, Authenticating Requests: Using
Query Parameters (AWS Signature Version 4).$$;
