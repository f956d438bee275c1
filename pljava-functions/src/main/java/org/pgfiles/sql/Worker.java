package org.pgfiles.sql;

import org.pgfiles.worker.Batch;

/** {@code pgfiles.run_batch}: the only Java that talks to the object store about files. */
public final class Worker {
    private Worker() {}

    /**
     * Runs one batch of jobs and returns their results as JSON.
     *
     * <p>The batch names its stores by bucket, the number of threads, a deadline for each job in milliseconds, and the
     * jobs. Every job has a result with an outcome: ready, rejected, failed, retry or released. Errors of the batch as a whole:
     * invalid_argument.
     */
    public static String runBatch(String batch) {
        return Guard.text(() -> Batch.run(batch));
    }
}
