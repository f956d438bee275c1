package org.pgfiles.worker;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.pgfiles.ErrorCode;
import org.pgfiles.FailedLine;
import org.pgfiles.Forbidden;
import org.pgfiles.PgfilesException;
import org.pgfiles.json.JsonFields;

/** One job on its thread. It has exactly one result: its own, or the deadline's if that comes first. */
final class JobRun implements Runnable {
    private final JsonFields fields;
    private final BatchContext context;
    private final long jobId;
    private final Report report = new Report();
    private final long startedAt = System.nanoTime();
    private final AtomicReference<@Nullable Map<String, @Nullable Object>> result = new AtomicReference<>();

    JobRun(JsonFields fields, BatchContext context) {
        this.fields = fields;
        this.context = context;
        this.jobId = fields.number("job_id");
    }

    /** Milliseconds until the deadline, negative after it. */
    long remainingMs() {
        return context.deadlineMs() - (System.nanoTime() - startedAt) / 1_000_000;
    }

    @Nullable
    Map<String, @Nullable Object> result() {
        return result.get();
    }

    /** A result for a job that has none of its own. */
    void giveUp(@Nullable Reason reason, Outcome outcome, String detail) {
        result.compareAndSet(null, new Report().finished(jobId, outcome, reason, detail));
    }

    /** The deadline's result, unless there is one. A slow store is worth another try, a file that takes for ever is not. */
    void giveUpAtDeadline() {
        giveUp(
                Reason.DEADLINE,
                report.isComputing() ? Outcome.FAILED : Outcome.RETRY,
                "not done within " + context.deadlineMs() + " ms");
    }

    private boolean isStopped() {
        return result.get() != null || remainingMs() <= 0;
    }

    @Override
    public void run() {
        Reason reason;
        String detail = "";
        boolean canReject = false;
        try {
            Job job = new JobReader(context.watermarks()).job(fields);
            canReject = job instanceof Job.ProcessFile;
            reason = workTwice(job);
        } catch (Rejection e) {
            reason = e.reason();
            detail = String.valueOf(e.getMessage());
        } catch (PgfilesException e) {
            reason = reason(e.code());
            detail = e.hint().isEmpty() ? e.detail() : e.detail() + " (" + e.hint() + ")";
        } catch (OutOfMemoryError e) {
            reason = Reason.OUT_OF_MEMORY;
            detail = "the Java heap of " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB is too small for this file";
        } catch (RuntimeException | Error e) { // Whatever a decoder throws, its thread has further jobs to do.
            PgfilesException forbidden = Forbidden.in(e, ErrorCode.STORE_UNAVAILABLE);
            String line = FailedLine.of(e);
            if (forbidden != null) {
                reason = Reason.STORE_UNAVAILABLE; // Nothing is wrong with the file.
                detail = forbidden.detail() + " (" + forbidden.hint() + ")";
            } else {
                reason = Reason.INTERNAL_ERROR;
                detail = line.isEmpty() ? "unexpected" : "unexpected, at " + line;
            }
        }
        if (reason != null && reason.outcome() != Outcome.REJECTED && remainingMs() <= 0) {
            giveUpAtDeadline();
        }
        Outcome outcome = reason == null ? Outcome.READY : reason.outcome();
        // Only an upload can be refused; a file that was accepted long ago stays what it is.
        outcome = outcome == Outcome.REJECTED && !canReject ? Outcome.FAILED : outcome;
        result.compareAndSet(null, report.finished(jobId, outcome, reason, detail));
    }

    private @Nullable Reason workTwice(Job job) {
        try {
            return job.run(
                    new Workbench(context, report, HeapShares.BESIDE_OTHERS, this::remainingMs, this::isStopped));
        } catch (OutOfMemoryError e) {
            return job.run(new Workbench(context, report, HeapShares.ALONE, this::remainingMs, this::isStopped));
        }
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
