create function pgfiles.java_run_batch(batch text)
    returns text
    language java_s3
    volatile
    strict
    parallel restricted
as 'java.lang.String=org.pgfiles.sql.Worker.runBatch(java.lang.String)';

comment on function pgfiles.java_run_batch(text) is
    'Does a batch of jobs against S3 on a thread pool; a JSON object with the jobs in, one with a '
    'result for each out. All fields of both: docs/reference/worker-batch.md.';
