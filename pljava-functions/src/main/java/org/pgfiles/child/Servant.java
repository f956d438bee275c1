package org.pgfiles.child;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Program} that goes on running and answers one request after another. Each way a message is four bytes, which say how many
 * follow (the highest first), and those. Between two messages it may end, with status 0. It is told to by the end of its input.
 *
 * <p>It inherits no environment, in which credentials may be, and no open file. One asks at a time.
 */
final class Servant {
    private static final int MAX_MESSAGE_BYTES = 4096;
    private static final int SLICE_MS = 50;

    /** How long it may take to be gone after its last word. */
    private static final int END_MS = 2_000;

    private record Exchange(List<byte[]> request, CompletableFuture<byte[]> answer) {}

    private final Program program;
    private final long idleMs;
    private final BlockingQueue<Exchange> exchanges = new ArrayBlockingQueue<>(1);
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    /** The kernel ends it when the thread ends that has started it, so that one is there for nothing else. */
    private final Thread thread = new Thread(this::run, "pgfiles-servant");

    private volatile @Nullable Process process;
    private volatile String problem = "";
    private boolean isNew = true;

    private Servant(Program program, long idleMs) {
        this.program = program;
        this.idleMs = idleMs;
    }

    /** Starts it. What keeps it from starting is told to who asks. */
    static Servant start(Program program, long idleMs) {
        Servant servant = new Servant(program, idleMs);
        servant.thread.setDaemon(true);
        servant.thread.start();
        return servant;
    }

    Program program() {
        return program;
    }

    /** Whether it has not answered yet. */
    boolean isNew() {
        return isNew;
    }

    /** Its answer, or how it has ended instead; one that is too slow, or whose answer nobody waits for, is ended. */
    Reply ask(List<byte[]> request, long milliseconds, BooleanSupplier isStopped) {
        long end = System.nanoTime() + milliseconds * 1_000_000;
        Exchange exchange = new Exchange(request, new CompletableFuture<>());
        exchanges.add(exchange);
        Ending.Cause cause = Ending.Cause.ITSELF;
        try {
            boolean wasThere = true;
            while (cause == Ending.Cause.ITSELF && wasThere) {
                wasThere = isRunning();
                byte[] answer = answer(exchange);
                readMessage();
                if (answer != null) {
                    isNew = false;
                    return new Reply(answer, null);
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
        return new Reply(new byte[0], ended(cause));
    }

    /** Tells it to end. */
    void dismiss() {
        thread.interrupt();
    }

    boolean isRunning() {
        Process started = process;
        return thread.isAlive() && (started == null || started.isAlive());
    }

    private static byte @Nullable [] answer(Exchange exchange) throws InterruptedException {
        try {
            return exchange.answer.get(SLICE_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return null;
        }
    }

    private Ending ended(Ending.Cause cause) {
        Process started = process;
        if (started == null) {
            dismiss(); // It may be about to start.
            return new Ending(Ending.Cause.NOT_STARTED, -1, new byte[0], problem);
        }
        boolean isInterrupted = Thread.interrupted();
        try {
            if (cause != Ending.Cause.ITSELF || !started.waitFor(END_MS, TimeUnit.MILLISECONDS)) {
                Child.inBackground(started::destroyForcibly);
            }
        } catch (InterruptedException e) {
            isInterrupted = true;
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
        int exitCode = Child.reap(started);
        readMessage();
        return new Ending(cause, exitCode, new byte[0], Child.firstLine(message.toString(StandardCharsets.UTF_8)));
    }

    /** Of its standard error the beginning; all is read, since it would wait for that. */
    private void readMessage() {
        Process started = process;
        if (started == null) {
            return;
        }
        try {
            InputStream from = started.getErrorStream();
            for (int count = from.available(); count > 0; count = from.available()) {
                byte[] words = from.readNBytes(count);
                message.write(words, 0, Math.min(words.length, MAX_MESSAGE_BYTES - message.size()));
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private void run() {
        Process started;
        try {
            started = program.start();
        } catch (IOException | SecurityException e) {
            problem = Child.firstLine(String.valueOf(e.getMessage()));
            return;
        }
        process = started;
        serve(started);
        // It reads the end of its input and ends by itself, before the end of this thread does it.
        Child.reap(started);
    }

    private void serve(Process started) {
        try (DataOutputStream to = new DataOutputStream(started.getOutputStream());
                DataInputStream from = new DataInputStream(started.getInputStream())) {
            for (Exchange exchange = next(); exchange != null; exchange = next()) {
                exchange.answer.complete(exchanged(exchange.request, to, from));
            }
        } catch (IOException e) {
            // How it ends is what counts.
        }
    }

    private @Nullable Exchange next() {
        try {
            return exchanges.poll(idleMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return null;
        }
    }

    private byte[] exchanged(List<byte[]> request, DataOutputStream to, DataInputStream from) throws IOException {
        to.writeInt(request.stream().mapToInt(part -> part.length).sum());
        for (byte[] part : request) {
            to.write(part);
        }
        to.flush();
        int length = from.readInt();
        if (length < 0 || length > program.maxOutputBytes()) {
            throw new IOException("an answer of " + length + " bytes");
        }
        byte[] answer = from.readNBytes(length);
        if (answer.length < length) {
            throw new IOException("an answer that is cut off");
        }
        return answer;
    }
}
