create function pgfiles.java_image_backends(names text)
    returns text
    language java_s3
    volatile
    strict
    parallel restricted
as 'java.lang.String=org.pgfiles.sql.Images.backends(java.lang.String)';

comment on function pgfiles.java_image_backends(text) is
    'Loads image back ends by their names, with commas between; returns a JSON array of what '
    'became of each: whether it is there, its version or why not, the types it reads and writes.';
