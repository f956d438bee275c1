create function pgfiles.java_pdf_problem()
    returns text
    language java_s3
    volatile
    parallel restricted
as 'java.lang.String=org.pgfiles.sql.Previews.pdfProblem()';

comment on function pgfiles.java_pdf_problem() is
    'Draws a PDF of one empty page as workers draw others; returns why it could not, or an empty '
    'text.';
