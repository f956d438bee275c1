create function pgfiles.java_parse_exif(image bytea)
    returns text
    language java
    immutable
    strict
    parallel safe
as 'java.lang.String=org.pgfiles.sql.Exif.parseExif(byte[])';

comment on function pgfiles.java_parse_exif(bytea) is
    'Reads EXIF from the head of an image; returns a JSON object.';
