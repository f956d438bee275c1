create function pgfiles.java_begin_batch(batch text)
    returns text
    language java_s3
    volatile
    strict
    parallel restricted
as 'java.lang.String=org.pgfiles.sql.Worker.beginBatch(java.lang.String)';

comment on function pgfiles.java_begin_batch(text) is
    'Begins a batch of jobs, a JSON object, against S3 on a thread pool; java_await_batch has its '
    'results. One that this session has begun before is given up. All fields: '
    'docs/reference/worker-batch.md.';
