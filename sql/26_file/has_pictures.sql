create function pgfiles.has_pictures(file_type text)
    returns boolean
    language sql
    stable
    parallel safe
as $$
    select file_type like 'image/%'
        or file_type = 'application/pdf' and pgfiles.setting('pdf_preview') = 'on'
        or file_type in ('video/mp4', 'video/quicktime', 'video/webm', 'video/matroska')
            and pgfiles.setting('video_backend') <> ''
$$;

comment on function pgfiles.has_pictures(text) is
    'Whether workers make variants of files of this type: of images, of PDFs if pdf_preview is '
    'on, and of videos if there is a video_backend.';
