package org.pgfiles.worker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a job found out so far, field by field as the JSON result has it ({@code docs/reference/worker-batch.md}): also a file that is rejected in the end has a
 * type, a size and a checksum. Used by one thread, but for the question whether it computes.
 */
final class Report {
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    private final Map<String, Double> timings = new LinkedHashMap<>();

    /** Set while the file itself is worked on; otherwise the job talks to the store. */
    private volatile boolean isComputing;

    private String warning = "";

    void put(String name, @Nullable Object value) {
        fields.put(name, value);
    }

    /** What is odd about a file that is ready; an outcome that has a detail of its own says that instead. */
    void warn(String words) {
        warning = words;
    }

    void setComputing(boolean value) {
        isComputing = value;
    }

    boolean isComputing() {
        return isComputing;
    }

    /** Adds to the time spent on a step, in milliseconds with three decimals. */
    void addTime(String step, long nanos) {
        timings.merge(step, Math.round(nanos / 1e3) / 1e3, Double::sum);
    }

    Map<String, @Nullable Object> finished(long jobId, Outcome outcome, @Nullable Reason reason, String detail) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("job_id", jobId);
        result.put("outcome", outcome.sqlName());
        result.put("reason", reason == null ? null : reason.sqlName());
        result.put("detail", detail.isEmpty() ? warning : detail);
        result.putAll(fields);
        result.putIfAbsent("variants", List.of());
        result.put("timings_ms", timings);
        return result;
    }
}
