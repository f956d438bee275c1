package org.pgfiles.http.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A PostgREST of one test, beside the stack's: the same database, other settings. Closing it ends it. */
public record Postgrest(URI url, Process process, Path config) implements AutoCloseable {
    /**
     * Starts it; it answers shortly afterwards.
     *
     * @param program the binary
     * @param original the configuration file of the stack's own
     * @param settings what is to be different, by the names of the configuration file
     */
    static Postgrest start(Path program, Path original, Map<String, String> settings) {
        try {
            int port = freePort();
            Path config = Files.createTempFile("postgrest", ".conf");
            List<String> lines = new ArrayList<>(Files.readAllLines(original));
            lines.removeIf(line -> line.startsWith("server-port")
                    || line.startsWith("admin-server-port")
                    || settings.keySet().stream().anyMatch(name -> line.startsWith(name + " ")));
            lines.add("server-port = " + port);
            settings.forEach((name, value) -> lines.add(name + " = \"" + value + "\""));
            Files.write(config, lines);
            Process process = new ProcessBuilder(program.toString(), config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Postgrest(URI.create("http://127.0.0.1:" + port), process, config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Has the configuration read anew, and with it the keys. */
    public void reloadConfig() {
        signal(process.pid(), "USR2");
    }

    /** Sends a signal: where PgBouncer is in between, PostgREST cannot hear NOTIFY. */
    static void signal(long pid, String name) {
        try {
            // The shell's own kill: a minimal Debian has no other.
            int status = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + name + " " + pid + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
            Files.delete(config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
