create function pgfiles.has_pictures(file_type text)
    returns boolean
    language sql
    stable
    parallel safe
as $$
    select file_type like 'image/%'
        or file_type = 'application/pdf' and pgfiles.setting('pdf_preview') = 'on'
$$;

comment on function pgfiles.has_pictures(text) is
    'Whether workers make variants of files of this type: of images, and of PDFs if pdf_preview is '
    'on.';
