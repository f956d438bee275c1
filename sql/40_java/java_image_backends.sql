create function pgfiles.java_image_backends(names text, process text default 'child')
    returns text
    language java_s3
    volatile
    strict
    parallel restricted
as 'java.lang.String=org.pgfiles.sql.Images.backends(java.lang.String,java.lang.String)';

comment on function pgfiles.java_image_backends(text, text) is
    'Loads image back ends by their names, with commas between, in a process of the setting '
    'image_process; returns as JSON why that cannot be started (problem, empty if it can), and '
    'what became of each (backends): whether it is there, its version or why not, the types it '
    'reads and writes.';
