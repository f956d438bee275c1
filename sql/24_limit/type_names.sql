create function pgfiles.type_names(file_type text)
    returns text[]
    language sql
    immutable
    parallel safe
as $$
    -- Those of org.pgfiles.metadata.MediaType, as normal_file_type has them.
    select case file_type
        when 'image/jpeg' then '{image/jpeg,image/jpg,image/pjpeg,image/jfif}'::text[]
        when 'image/png' then '{image/png,image/x-png,image/apng,image/vnd.mozilla.apng}'
        when 'image/tiff' then '{image/tiff,image/tif,image/x-tiff,image/x-tif}'
        when 'image/bmp' then '{image/bmp,image/x-ms-bmp,image/x-bmp,image/x-windows-bmp}'
        when 'image/heic' then '{image/heic,image/heic-sequence}'
        when 'image/heif' then '{image/heif,image/heif-sequence}'
        when 'image/avif' then '{image/avif,image/avif-sequence}'
        when 'application/pdf' then '{application/pdf,application/x-pdf}'
        when 'video/mp4'
        then '{video/mp4,video/x-m4v,application/mp4,video/3gpp,video/3gpp2}'
        when 'video/matroska' then '{video/matroska,video/x-matroska}'
        when 'application/octet-stream'
        then '{application/octet-stream,binary/octet-stream,application/x-octet-stream,'
            'application/unknown,application/x-unknown,unknown/unknown,content/unknown,*/*}'
        else array[file_type]
    end
$$;

comment on function pgfiles.type_names(text) is
    'All names of a content type in its normal form: a DBA may have written another one.';
