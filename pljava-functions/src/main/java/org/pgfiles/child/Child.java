package org.pgfiles.child;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Runs a {@link Program} on the bytes of one file: they are its standard input, its standard output is the result. Whatever it does, the
 * caller has an answer in time, and no process is left behind.
 *
 * <p>It inherits no environment, in which credentials may be, and no open file.
 */
public final class Child {
    private static final int MAX_MESSAGE_BYTES = 4096;
    private static final int MAX_MESSAGE_CHARACTERS = 200;
    private static final int CHUNK = 64 * 1024;
    private static final int SLICE_MS = 5;
    private static final int TURN_SLICE_MS = 50;

    /** How long a child that was killed may take to be gone; it is longer only if the kernel is stuck with it. */
    private static final int REAP_MS = 5_000;

    /** One at a time in a worker, so that its threads together take no more memory than one of them. */
    private static final Semaphore TURN = new Semaphore(1, true);

    private final Process process;
    private final int maxOutputBytes;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private final byte[] chunk = new byte[CHUNK];
    private boolean hasTooMuch;

    private Child(Process process, int maxOutputBytes) {
        this.process = process;
        this.maxOutputBytes = maxOutputBytes;
    }

    /**
     * Runs it once no other child of this worker runs.
     *
     * @param milliseconds how long it has, asked when it is its turn; 0 or less: it is not started, and counts as stopped
     * @param isStopped whether nobody waits for it any more; asked all the time, and while it waits for its turn
     */
    public static Ending run(Program program, byte[] input, LongSupplier milliseconds, BooleanSupplier isStopped) {
        try {
            while (!TURN.tryAcquire(TURN_SLICE_MS, TimeUnit.MILLISECONDS)) {
                if (isStopped.getAsBoolean()) {
                    return notRun(Ending.Cause.STOPPED, "");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return notRun(Ending.Cause.STOPPED, "");
        }
        try {
            long time = milliseconds.getAsLong();
            return time > 0 ? start(program, input, time, isStopped) : notRun(Ending.Cause.STOPPED, "");
        } finally {
            TURN.release();
        }
    }

    private static Ending start(Program program, byte[] input, long milliseconds, BooleanSupplier isStopped) {
        Process process;
        try {
            process = program.start();
        } catch (IOException | SecurityException e) {
            return notRun(Ending.Cause.NOT_STARTED, firstLine(String.valueOf(e.getMessage())));
        }
        feed(process.getOutputStream(), input);
        return new Child(process, program.maxOutputBytes()).await(milliseconds, isStopped);
    }

    private static Ending notRun(Ending.Cause cause, String message) {
        return new Ending(cause, -1, new byte[0], message);
    }

    /** On a thread of its own: a child that does not read would hold up who writes to it. */
    private static void feed(OutputStream in, byte[] input) {
        inBackground(() -> {
            try (in) {
                in.write(input);
            } catch (IOException e) {
                // It has ended, or wants no more; how it ends is what counts.
            }
        });
    }

    static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "pgfiles-child");
        thread.setDaemon(true);
        thread.start();
    }

    /** Reads what is there and never waits for it: nobody who holds the other end of a pipe can hold up the caller. */
    private Ending await(long milliseconds, BooleanSupplier isStopped) {
        long end = System.nanoTime() + milliseconds * 1_000_000;
        Ending.Cause cause = Ending.Cause.ITSELF;
        try {
            boolean hasRead = false;
            while (cause == Ending.Cause.ITSELF && !process.waitFor(hasRead ? 0 : SLICE_MS, TimeUnit.MILLISECONDS)) {
                hasRead = read();
                if (hasTooMuch) {
                    cause = Ending.Cause.OUTPUT;
                } else if (System.nanoTime() - end >= 0) {
                    cause = Ending.Cause.TIME;
                } else if (isStopped.getAsBoolean()) {
                    cause = Ending.Cause.STOPPED;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cause = Ending.Cause.STOPPED;
        }
        if (cause != Ending.Cause.ITSELF) {
            // Besides ending it this closes its input, and would wait for one that another process keeps open and does
            // not read.
            inBackground(process::destroyForcibly);
        }
        int exitCode = reap(process);
        boolean hasMore = true;
        while (hasMore && !hasTooMuch) {
            hasMore = read();
        }
        cause = hasTooMuch ? Ending.Cause.OUTPUT : cause;
        return new Ending(cause, exitCode, output.toByteArray(), firstLine(message.toString(StandardCharsets.UTF_8)));
    }

    /** The exit code, once it is gone. A thread that was interrupted stays so. */
    static int reap(Process process) {
        boolean isInterrupted = Thread.interrupted();
        try {
            return process.waitFor(REAP_MS, TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            isInterrupted = true;
            return -1;
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean read() {
        boolean hasRead = read(process.getInputStream(), output, maxOutputBytes);
        return read(process.getErrorStream(), message, MAX_MESSAGE_BYTES) || hasRead;
    }

    /** Of what is more than it may be, nothing is kept. */
    private boolean read(InputStream from, ByteArrayOutputStream to, int max) {
        try {
            int count = Math.min(from.available(), chunk.length);
            if (count <= 0) {
                return false;
            }
            count = from.read(chunk, 0, count);
            int kept = Math.min(count, max - to.size());
            to.write(chunk, 0, kept);
            hasTooMuch |= to == output && kept < count;
            return true;
        } catch (IOException e) {
            return false; // It is closed.
        }
    }

    static String firstLine(String text) {
        String line = text.lines()
                .filter(words -> !words.isBlank())
                .findFirst()
                .orElse("")
                .strip();
        return line.length() <= MAX_MESSAGE_CHARACTERS ? line : line.substring(0, MAX_MESSAGE_CHARACTERS);
    }
}
