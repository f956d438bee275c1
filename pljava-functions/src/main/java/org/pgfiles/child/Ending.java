package org.pgfiles.child;

/**
 * How a child has ended.
 *
 * @param cause what has ended it
 * @param exitCode the program's own, or 128 and the number of the signal that has ended it; -1 if it was never started
 * @param output what it has written to its standard output, as far as it was allowed
 * @param message the first line of its standard error, or why it could not be started
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
public record Ending(Cause cause, int exitCode, byte[] output, String message) {
    private static final int BY_SIGNAL = 128;
    private static final int SIGXCPU = 24;

    /** What has ended a child. */
    public enum Cause {
        /** It has ended by itself, or by a signal of the kernel's. */
        ITSELF,
        /** It took longer than it had. */
        TIME,
        /** It wrote more than it may. */
        OUTPUT,
        /** Nobody waits for it any more. */
        STOPPED,
        /** There is no such program, or it may not be started. */
        NOT_STARTED
    }

    /** Whether all is well. */
    public boolean isSuccess() {
        return cause == Cause.ITSELF && exitCode == 0;
    }

    /** Whether it ran out of time, on the clock or of the processor. */
    public boolean isTooSlow() {
        return cause == Cause.TIME || (cause == Cause.ITSELF && exitCode == BY_SIGNAL + SIGXCPU);
    }

    /** For people: how it ended and what it said last. */
    public String inWords() {
        String how =
                switch (cause) {
                    case TIME -> "took too long";
                    case OUTPUT -> "wrote too much";
                    case STOPPED -> "was stopped";
                    case NOT_STARTED -> "could not be started";
                    case ITSELF ->
                        exitCode > BY_SIGNAL
                                ? "was ended by signal " + (exitCode - BY_SIGNAL)
                                : "ended with status " + exitCode;
                };
        return message.isEmpty() ? how : how + ": " + message;
    }
}
