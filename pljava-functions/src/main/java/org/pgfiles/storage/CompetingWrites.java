package org.pgfiles.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Several PUTs to one key at the same moment: they wait for one another in the middle of their bytes. */
final class CompetingWrites {
    static final int WRITERS = 8;

    private static final int MEETING_SECONDS = 2;

    private final ClientUrls urls;
    private final String key;
    private final Function<byte[], Map<String, String>> headers;
    private final CountDownLatch halfway = new CountDownLatch(WRITERS);
    private final List<byte[]> taken = Collections.synchronizedList(new ArrayList<>());
    private final List<String> refusals = Collections.synchronizedList(new ArrayList<>());

    /** @param headers that a PUT of such bytes sends, also the condition */
    CompetingWrites(ClientUrls urls, String key, Function<byte[], Map<String, String>> headers) {
        this.urls = urls;
        this.key = key;
        this.headers = headers;
    }

    void run() throws IOException {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            byte[] own = ("writer " + i).getBytes(StandardCharsets.UTF_8);
            Thread writer = new Thread(() -> write(own), "pgfiles-probe");
            writer.setDaemon(true);
            writer.start();
            writers.add(writer);
        }
        try {
            for (Thread writer : writers) {
                writer.join(S3Clients.CALL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** What was written, of each writer that the store did not refuse. */
    List<byte[]> taken() {
        return List.copyOf(taken);
    }

    /** What the store said to one that it refused; empty if it refused nobody. */
    String refusal() {
        return refusals.isEmpty() ? "" : refusals.get(0);
    }

    private void write(byte[] bytes) {
        Map<String, String> own = headers.apply(bytes);
        try {
            ClientHttp.Answer answer = ClientHttp.send("PUT", urls.url("PUT", key, own, ""), own, bytes, this::meet);
            if (answer.isTaken()) {
                taken.add(bytes);
            } else {
                refusals.add(answer.said());
            }
        } catch (IOException e) {
            refusals.add("no answer");
        }
    }

    private void meet() throws IOException {
        halfway.countDown();
        try {
            halfway.await(MEETING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
