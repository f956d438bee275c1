package org.pgfiles.sql;

import org.pgfiles.Guard;
import org.pgfiles.worker.Batch;

/** What {@code pgfiles.run_worker} calls: the only Java that talks to the object store about files. */
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

    /**
     * Waits so many milliseconds, whatever is done to the server's clock meanwhile, and returns an empty text. PostgreSQL's own
     * {@code pg_sleep} waits for a time of the clock: when that is set back by a day, for a day.
     */
    public static String pause(String milliseconds) {
        return Guard.text(() -> {
            try {
                Thread.sleep(Long.parseLong(milliseconds));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "";
        });
    }
}
