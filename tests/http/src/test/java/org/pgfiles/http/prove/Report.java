package org.pgfiles.http.prove;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.pgfiles.http.Promise;

/** What became of each promise: it holds if tests of it were run and none has failed. */
final class Report implements TestExecutionListener {
    private static final int MAX_CHARS = 160;

    private final Map<String, Findings> promises = new TreeMap<>();

    private static final class Findings {
        private final List<String> broken = new ArrayList<>();
        private final Set<String> missing = new LinkedHashSet<>();
        private int held;
        private int unseen;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        findings(test).ifPresent(f -> unseen(f, reason));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        findings(test).ifPresent(f -> {
            String message = firstLine(result.getThrowable().orElse(null));
            switch (result.getStatus()) {
                case SUCCESSFUL -> f.held += test.isTest() ? 1 : 0;
                case ABORTED -> unseen(f, message.replaceFirst("^Assumption failed: ", "needs "));
                case FAILED -> f.broken.add(name(test) + ": " + message);
            }
        });
    }

    private static void unseen(Findings findings, String reason) {
        findings.unseen++;
        findings.missing.add(reason);
    }

    private static String firstLine(@Nullable Throwable thrown) {
        String text = thrown == null
                ? ""
                : String.valueOf(thrown.getMessage()).strip().replaceAll("\\s+", " ");
        return text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) + " ..." : text;
    }

    private static String name(TestIdentifier test) {
        return test.getSource()
                .map(source -> source instanceof MethodSource method
                        ? method.getJavaClass().getSimpleName() + "." + method.getMethodName()
                        : test.getDisplayName())
                .orElse(test.getDisplayName());
    }

    /** Of a test, or of a class or method that could not be run. */
    private Optional<Findings> findings(TestIdentifier test) {
        return test.getSource()
                .flatMap(source -> {
                    if (source instanceof MethodSource method) {
                        return Optional.of(promise(method.getJavaClass(), method.getJavaMethod()));
                    }
                    return source instanceof ClassSource named && !test.isTest()
                            ? Optional.of(promise(named.getJavaClass(), null))
                            : Optional.empty();
                })
                .map(promise -> promises.computeIfAbsent(promise, key -> new Findings()));
    }

    private static String promise(Class<?> type, @Nullable Method method) {
        Promise ofMethod = method == null ? null : method.getAnnotation(Promise.class);
        Promise ofClass = type.getAnnotation(Promise.class);
        return ofMethod != null ? ofMethod.value() : ofClass != null ? ofClass.value() : type.getSimpleName();
    }

    boolean isBroken() {
        return promises.values().stream().anyMatch(f -> !f.broken.isEmpty());
    }

    /** A line for each promise, and below it what does not hold. */
    String lines() {
        StringBuilder lines = new StringBuilder();
        int[] counts = new int[3];
        promises.forEach((promise, f) -> {
            if (f.held + f.unseen + f.broken.size() == 0) {
                return;
            }
            int verdict = !f.broken.isEmpty() ? 1 : f.held > 0 ? 0 : 2;
            counts[verdict]++;
            lines.append(List.of("ok             ", "BROKEN         ", "not looked at  ")
                            .get(verdict))
                    .append(promise);
            if (f.unseen > 0) {
                lines.append(" (")
                        .append(verdict == 2 ? "" : f.unseen + " tests not run: ")
                        .append(String.join("; ", f.missing))
                        .append(')');
            }
            lines.append('\n');
            f.broken.forEach(
                    test -> lines.append("                 ").append(test).append('\n'));
        });
        return lines.append("%d promises hold, %d are broken, %d were not looked at%n"
                        .formatted(counts[0], counts[1], counts[2]))
                .toString();
    }
}
