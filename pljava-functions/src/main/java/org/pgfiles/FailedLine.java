package org.pgfiles;

/** Where a mistake of ours happened: enough for a report, and free of any value. */
public final class FailedLine {
    private FailedLine() {}

    /** The innermost line of ours, for example {@code Batch.java:42}; empty if none of ours was involved. */
    public static String of(Throwable e) {
        for (StackTraceElement frame : e.getStackTrace()) {
            if (frame.getClassName().startsWith("org.pgfiles.")) {
                return frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }
}
