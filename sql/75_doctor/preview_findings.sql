create function pgfiles.preview_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
    -- By the session's own JVM, which is started like the worker's.
    select 'pdf preview', problem.text = '',
        case problem.text when '' then 'draws pages' else problem.text end,
        'have pgfiles-preview.jar where pljava.vmoptions says (-Dpgfiles.preview.jar), the java of '
        'that JDK, and prlimit, choom and setpriv, which the package util-linux has; or set '
        'pdf_preview to off'
    from pgfiles.checked_java_result(
        case when pgfiles.setting('pdf_preview') = 'on' then pgfiles.java_pdf_problem() end)
        problem (text)
    where problem.text is not null
    union all
    select 'video preview', problem.text = '',
        case problem.text when '' then 'draws frames' else problem.text end,
        'apt-get install ffmpeg, of version 5.1 or later, and have prlimit, choom and setpriv, '
        'which the package util-linux has; or delete video_backend from pgfiles.setting'
    from pgfiles.checked_java_result(
        case when pgfiles.setting('video_backend') = 'ffmpeg' then pgfiles.java_video_problem() end)
        problem (text)
    where problem.text is not null
$$;

comment on function pgfiles.preview_findings() is
    'The rows of files.doctor() about previews of PDFs and videos: none for those that are off.';
