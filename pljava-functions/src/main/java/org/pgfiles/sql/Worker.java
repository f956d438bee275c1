package org.pgfiles.sql;

import org.pgfiles.Guard;
import org.pgfiles.session.Interrupts;
import org.pgfiles.worker.BatchOfSession;
import org.pgfiles.worker.Pace;

/** What {@code pgfiles.run_worker} calls: the only Java that talks to the object store about files. */
public final class Worker {
    static {
        Interrupts.areServed();
    }

    private Worker() {}

    /**
     * Begins a batch of jobs on threads of its own and returns an empty text. A session has one batch: an earlier one that it
     * did not wait for, because it was interrupted, is given up.
     *
     * <p>The batch names its stores by bucket, the number of threads, a deadline for each job in milliseconds, and the
     * jobs. Errors of the batch as a whole: invalid_argument.
     */
    public static String beginBatch(String json) {
        return Guard.text(() -> {
            BatchOfSession.begin(json);
            return "";
        });
    }

    /**
     * The results of the batch as JSON, or an empty text if it is not at its end after so many milliseconds: so that PostgreSQL
     * is asked in between whether the session shall end.
     *
     * <p>Every job has a result with an outcome: ready, rejected, failed, retry or released.
     */
    public static String awaitBatch(int milliseconds, String pace) {
        return Guard.text(() -> BatchOfSession.await(milliseconds, Pace.of(pace)));
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
