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
$$;

comment on function pgfiles.preview_findings() is
    'The row of files.doctor() about previews of PDFs: none if they are off.';
