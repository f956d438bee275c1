create function pgfiles.file_extension(file_type text)
    returns text
    language sql
    immutable
    parallel safe
as $$
    select case file_type
        when 'image/jpeg' then 'jpg'
        when 'image/png' then 'png'
        when 'image/gif' then 'gif'
        when 'image/webp' then 'webp'
        when 'image/tiff' then 'tif'
        when 'image/bmp' then 'bmp'
        when 'image/heic' then 'heic'
        when 'image/avif' then 'avif'
        when 'application/pdf' then 'pdf'
        when 'video/mp4' then 'mp4'
        when 'video/quicktime' then 'mov'
        when 'video/webm' then 'webm'
        when 'video/matroska' then 'mkv'
        when 'text/plain' then 'txt'
        else 'bin'
    end
$$;

comment on function pgfiles.file_extension(text) is
    'The ending of a key for a content type; bin for all that browsers need no ending for.';
