create function pgfiles.java_presign_batch(profile text, requests bytea)
    returns bytea
    language java
    immutable
    strict
    parallel safe
as 'byte[]=org.pgfiles.sql.Signing.presignBatch(java.lang.String,byte[])';

comment on function pgfiles.java_presign_batch(text, bytea) is
    'The same as java_presign for thousands of requests: UTF-8 in and out costs one copy instead '
    'of a conversion.';
