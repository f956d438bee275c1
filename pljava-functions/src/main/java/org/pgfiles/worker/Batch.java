package org.pgfiles.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.json.JsonFields;

/**
 * A batch of jobs on a few threads. Every job ends with a result, whatever happens to it and at its deadline at the
 * latest, and none holds up or harms another.
 *
 * <p>A thread takes one job after the other. One whose job is past its deadline is told to stop and then left alone, because
 * Java cannot end it; another takes its place. None of these threads ever enters PostgreSQL.
 */
public final class Batch {
    private static final int MAX_THREADS = 64;
    private static final long MAX_MS = 3_600_000;

    /** A job looks at its deadline itself; only one that does not get round to it is given up, a little later. */
    private static final long GRACE_MS = 2_000;

    private final BatchContext context;
    private final int threads;
    private final long batchMs;
    private final long startedAt = System.nanoTime();
    private final Deque<JsonFields> waiting;
    private final Map<JobRun, Thread> running = new LinkedHashMap<>();
    private final List<JobRun> all = new ArrayList<>();

    /** Threads at work, without those that are left alone. */
    private int hands;

    private boolean isStopped;

    private Batch(JsonFields batch) {
        this.context = new BatchContext(
                JobReader.stores(batch),
                JobReader.variantMaker(batch),
                new Watermarks(batch),
                JobReader.hasPdfPreviews(batch),
                JobReader.hasVideoPosters(batch),
                new HeadRoom(),
                within("deadline_ms", batch.number("deadline_ms"), 1, MAX_MS));
        this.batchMs = within("batch_ms", batch.number("batch_ms", MAX_MS), 1, MAX_MS);
        this.threads = (int) within("threads", batch.number("threads"), 1, MAX_THREADS);
        this.waiting = new ArrayDeque<>(batch.list("jobs"));
        waiting.forEach(job -> job.number("job_id")); // A job without one could not be answered.
    }

    /**
     * Begins the jobs of a JSON batch. {@link #await} goes on with them and has their results.
     *
     * @throws PgfilesException INVALID_ARGUMENT if the batch as a whole cannot be read; a mistake in one job is its result
     */
    public static Batch begin(String json) {
        Batch batch = new Batch(JsonFields.parse(json));
        batch.startHands();
        return batch;
    }

    /**
     * Waits for the end of the batch, but not longer than so many milliseconds.
     *
     * @return as JSON one result for each job, in the jobs' order; empty while it is not at its end
     */
    public synchronized String await(long milliseconds, Pace pace) {
        long until = System.nanoTime() + milliseconds * 1_000_000;
        isStopped |= pace != Pace.GO_ON;
        if (pace == Pace.GIVE_UP) {
            giveUpAll();
        }
        try {
            while (canStart() || hands > 0) {
                startHands();
                long leftMs = (until - System.nanoTime()) / 1_000_000;
                if (leftMs <= 0) {
                    return "";
                }
                long nextDeadlineMs = running.keySet().stream()
                        .mapToLong(JobRun::remainingMs)
                        .min()
                        .orElse(context.deadlineMs());
                // Until a thread ends, or should have.
                wait(Math.max(1, Math.min(leftMs, nextDeadlineMs + GRACE_MS)));
                giveUpOverdue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUpAll();
        }
        return JsonFields.compose(Map.of("results", results()));
    }

    /** What has begun is given back as if it had not, and its threads are left alone. */
    public synchronized void giveUpAll() {
        isStopped = true;
        running.forEach((job, thread) -> {
            job.giveUp(null, Outcome.RELEASED, "");
            thread.interrupt();
        });
        running.clear();
        hands = 0;
    }

    private synchronized void startHands() {
        for (int missing = Math.min(threads - hands, waiting.size()); canStart() && missing > 0; missing--) {
            Thread thread = new Thread(this::doJobs, "pgfiles-job");
            thread.setDaemon(true); // A job that hangs does not keep a backend from ending.
            hands++;
            thread.start();
        }
    }

    /**
     * Once its time is over a batch only ends what it has begun, so that its other results need not wait for more. It begins
     * one job at least: what is released again and again would never be done.
     */
    private boolean canStart() {
        boolean isOver = (System.nanoTime() - startedAt) / 1_000_000 >= batchMs;
        return !waiting.isEmpty() && !isStopped && (all.isEmpty() || !isOver);
    }

    private void doJobs() {
        for (JobRun job = next(null); job != null; job = next(job)) {
            job.run();
        }
    }

    /** The next job for the thread that has done this one, or null if it is to end. */
    private synchronized @Nullable JobRun next(@Nullable JobRun done) {
        boolean isLeftAlone = done != null && running.remove(done) == null;
        if (isLeftAlone) {
            return null;
        }
        if (!canStart()) {
            hands--;
            notifyAll();
            return null;
        }
        JobRun job = new JobRun(waiting.remove(), context);
        all.add(job);
        running.put(job, Thread.currentThread());
        return job;
    }

    private void giveUpOverdue() {
        List<JobRun> overdue = running.keySet().stream()
                .filter(job -> job.remainingMs() <= -GRACE_MS)
                .toList();
        for (JobRun job : overdue) {
            Thread thread = running.remove(job);
            if (thread != null) {
                hands--;
                job.giveUpAtDeadline();
                thread.interrupt();
            }
        }
    }

    private List<Map<String, @Nullable Object>> results() {
        List<Map<String, @Nullable Object>> results = new ArrayList<>();
        for (JobRun job : all) {
            Map<String, @Nullable Object> result = job.result();
            if (result != null) {
                results.add(result);
            }
        }
        for (JsonFields job : waiting) {
            results.add(new Report().finished(job.number("job_id"), Outcome.RELEASED, null, ""));
        }
        return results;
    }

    private static long within(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new PgfilesException(ErrorCode.INVALID_ARGUMENT, name + ": " + value, "use " + min + " to " + max);
        }
        return value;
    }
}
