create function pgfiles.normal_file_type(file_type text)
    returns text
    language sql
    immutable
    parallel safe
as $$
    -- Parameters are no part of what a type is (RFC 9110, section 8.3.1). The other names are those
    -- of org.pgfiles.metadata.MediaType.
    select case lower(btrim(split_part(file_type, ';', 1), e' \t'))
        when 'image/jpg' then 'image/jpeg'
        when 'image/pjpeg' then 'image/jpeg'
        when 'image/jfif' then 'image/jpeg'
        when 'image/x-png' then 'image/png'
        when 'image/apng' then 'image/png'
        when 'image/vnd.mozilla.apng' then 'image/png'
        when 'image/tif' then 'image/tiff'
        when 'image/x-tiff' then 'image/tiff'
        when 'image/x-tif' then 'image/tiff'
        when 'image/x-ms-bmp' then 'image/bmp'
        when 'image/x-bmp' then 'image/bmp'
        when 'image/x-windows-bmp' then 'image/bmp'
        when 'image/heic-sequence' then 'image/heic'
        when 'image/heif-sequence' then 'image/heif'
        when 'image/avif-sequence' then 'image/avif'
        when 'application/x-pdf' then 'application/pdf'
        when 'video/x-m4v' then 'video/mp4'
        when 'application/mp4' then 'video/mp4'
        when 'video/3gpp' then 'video/mp4'
        when 'video/3gpp2' then 'video/mp4'
        when 'video/x-matroska' then 'video/matroska'
        when 'binary/octet-stream' then 'application/octet-stream'
        when 'application/x-octet-stream' then 'application/octet-stream'
        when 'application/unknown' then 'application/octet-stream'
        when 'application/x-unknown' then 'application/octet-stream'
        when 'unknown/unknown' then 'application/octet-stream'
        when 'content/unknown' then 'application/octet-stream'
        when '*/*' then 'application/octet-stream'
        else lower(btrim(split_part(file_type, ';', 1), e' \t'))
    end
$$;

comment on function pgfiles.normal_file_type(text) is
    'The content type as it is kept: in lower case, without parameters, and by the name that IANA '
    'has for it. application/octet-stream is whatever says that the type is not known.';
