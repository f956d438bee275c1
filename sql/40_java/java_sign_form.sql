create function pgfiles.java_sign_form(profile text, request text)
    returns text
    language java
    immutable
    strict
    parallel safe
as 'java.lang.String=org.pgfiles.sql.Signing.signPostPolicy(java.lang.String,java.lang.String)';

comment on function pgfiles.java_sign_form(text, text) is
$$Signs a form with which a browser uploads one file.

request: seconds, key, exact|prefix, least and most bytes, then pairs of name and value of further
fields; parted by tabs. The answer: URL, then pairs of name and value of all fields. Source: AWS,
Browser-Based Uploads Using POST (AWS Signature Version 4).$$;
