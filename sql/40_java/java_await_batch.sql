create function pgfiles.java_await_batch(milliseconds integer, pace text)
    returns text
    language java_s3
    volatile
    strict
    parallel restricted
as 'java.lang.String=org.pgfiles.sql.Worker.awaitBatch(int,java.lang.String)';

comment on function pgfiles.java_await_batch(integer, text) is
    'Waits so long for the batch of java_begin_batch: a JSON object with a result for each job, or '
    'an empty text while it is not at its end. pace: go_on; begin_none gives back what has not '
    'begun; give_up what has begun, too.';
