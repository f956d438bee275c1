create function pgfiles.java_signing_keys(request text)
    returns text
    language java_s3
    volatile
    strict
    parallel restricted
as 'java.lang.String=org.pgfiles.sql.Credentials.signingKeys(java.lang.String)';

comment on function pgfiles.java_signing_keys(text) is
    'Resolves AWS credentials and derives signing keys from them; JSON in, JSON out, and the '
    'secret key in neither.';
