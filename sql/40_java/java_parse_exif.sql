create function pgfiles.java_parse_exif(image bytea)
    returns text
    language java
    immutable
    strict
    parallel safe
as 'java.lang.String=org.pgfiles.sql.Exif.parseExif(byte[])';

comment on function pgfiles.java_parse_exif(bytea) is
    'Reads EXIF from an image or its head; returns a JSON object, or the error unsupported_media '
    'for what is no image.';
