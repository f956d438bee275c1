create function pgfiles.java_sign_form(
    profile text,
    expires_in integer,
    least_bytes bigint,
    most_bytes bigint,
    request text
)
    returns text
    language java
    immutable
    strict
    parallel safe
as 'java.lang.String=org.pgfiles.sql.Signing.signForm('
    'java.lang.String,int,long,long,java.lang.String)';

comment on function pgfiles.java_sign_form(text, integer, bigint, bigint, text) is
$$Signs a form with which a browser uploads one file

request: as request_line makes it, with further fields of the form as pairs. The answer: URL, then
pairs of name and value of all fields, parted by tabs. Source: AWS, Browser-Based Uploads Using POST
(AWS Signature Version 4).$$;
