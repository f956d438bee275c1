package org.pgfiles.worker;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.FailedLine;
import org.pgfiles.PgfilesException;
import org.pgfiles.image.Backends;
import org.pgfiles.storage.ObjectStore;

/** One job on its thread. It has exactly one result: its own, or the deadline's if that comes first. */
final class JobRun implements Runnable {
    private final Fields fields;
    private final Map<String, ObjectStore> stores;
    private final Backends backends;
    private final long deadlineMs;
    private final long jobId;
    private final Report report = new Report();
    private final long startedAt = System.nanoTime();
    private final AtomicReference<@Nullable Map<String, @Nullable Object>> result = new AtomicReference<>();

    JobRun(Fields fields, Map<String, ObjectStore> stores, Backends backends, long deadlineMs) {
        this.fields = fields;
        this.stores = stores;
        this.backends = backends;
        this.deadlineMs = deadlineMs;
        this.jobId = fields.number("job_id");
    }

    /** Milliseconds until the deadline, negative after it. */
    long remainingMs() {
        return deadlineMs - (System.nanoTime() - startedAt) / 1_000_000;
    }

    @Nullable
    Map<String, @Nullable Object> result() {
        return result.get();
    }

    /** A result for a job that has none of its own. */
    void giveUp(Reason reason, Outcome outcome, String detail) {
        result.compareAndSet(null, new Report().finished(jobId, outcome, reason, detail));
    }

    /** The deadline's result, unless there is one. A slow store is worth another try, a file that takes for ever is not. */
    void giveUpAtDeadline() {
        giveUp(
                Reason.DEADLINE,
                report.isComputing() ? Outcome.FAILED : Outcome.RETRY,
                "not done within " + deadlineMs + " ms");
    }

    boolean isStopped() {
        return result.get() != null || remainingMs() <= 0;
    }

    @Override
    public void run() {
        Reason reason;
        String detail = "";
        try {
            reason = work();
        } catch (Rejection e) {
            reason = e.reason();
            detail = String.valueOf(e.getMessage());
        } catch (PgfilesException e) {
            reason = reason(e.code());
            detail = e.hint().isEmpty() ? e.detail() : e.detail() + " (" + e.hint() + ")";
        } catch (OutOfMemoryError e) {
            reason = Reason.OUT_OF_MEMORY;
            detail = "the Java heap of " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB is too small for this file";
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            reason = Reason.INTERNAL_ERROR;
            String line = FailedLine.of(e);
            detail = line.isEmpty() ? "unexpected" : "unexpected, at " + line;
        }
        if (reason != null && reason.outcome() != Outcome.REJECTED && remainingMs() <= 0) {
            giveUpAtDeadline();
        }
        Outcome outcome = reason == null ? Outcome.READY : reason.outcome();
        result.compareAndSet(null, report.finished(jobId, outcome, reason, detail));
    }

    private @Nullable Reason work() {
        Job job = JobReader.job(fields);
        ObjectStore objects = stores.get(job.bucket());
        if (objects == null) {
            throw new PgfilesException(ErrorCode.INVALID_ARGUMENT, "no store for bucket " + job.bucket(), "");
        }
        if (job instanceof Job.ProcessFile file) {
            return new ProcessFileTask(file, objects, backends, report, this::isStopped).run();
        }
        if (job instanceof Job.WarmUp) {
            new WarmUpTask(objects, backends).run();
            return null;
        }
        long start = System.nanoTime();
        objects.delete(job.key());
        report.addTime("delete", System.nanoTime() - start);
        return null;
    }

    private static Reason reason(ErrorCode code) {
        return switch (code) {
            case UNSUPPORTED_MEDIA -> Reason.NOT_AN_IMAGE;
            case DAMAGED_MEDIA -> Reason.DAMAGED_IMAGE;
            case TOO_LARGE -> Reason.TOO_LARGE;
            case OBJECT_MISSING -> Reason.OBJECT_MISSING;
            case STORE_UNAVAILABLE -> Reason.STORE_UNAVAILABLE;
            case STORE_DENIED -> Reason.STORE_DENIED;
            case CREDENTIALS_MISSING -> Reason.CREDENTIALS_MISSING;
            case INVALID_ARGUMENT, INTERNAL_ERROR -> Reason.INTERNAL_ERROR;
        };
    }
}
