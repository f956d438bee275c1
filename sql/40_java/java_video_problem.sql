create function pgfiles.java_video_problem()
    returns text
    language java_s3
    volatile
    parallel restricted
as 'java.lang.String=org.pgfiles.sql.Previews.videoProblem()';

comment on function pgfiles.java_video_problem() is
    'Draws a frame of a film as workers draw others; returns why it could not, or an empty '
    'text.';
