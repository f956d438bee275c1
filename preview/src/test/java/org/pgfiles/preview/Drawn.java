package org.pgfiles.preview;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * What the program made of a PDF, in a process of its own as a worker starts it.
 *
 * @param exitCode 137: it was ended after a minute, which a worker does sooner
 * @param picture null if there is none
 * @param words on standard error
 */
record Drawn(int exitCode, @Nullable BufferedImage picture, String words) {
    static Drawn of(byte[] pdf) {
        try {
            Process process = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-Xmx256m",
                            "-Xss1m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "org.pgfiles.preview.Preview",
                            "256")
                    .start();
            CompletableFuture<byte[]> out = CompletableFuture.supplyAsync(() -> all(process.getInputStream()));
            CompletableFuture<byte[]> err = CompletableFuture.supplyAsync(() -> all(process.getErrorStream()));
            try (OutputStream in = process.getOutputStream()) {
                in.write(pdf);
            } catch (IOException e) {
                // It has not read to the end.
            }
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            int exitCode = process.waitFor();
            return new Drawn(
                    exitCode,
                    ImageIO.read(new ByteArrayInputStream(out.join())),
                    new String(err.join(), UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] all(InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Width and height. */
    String size() {
        return picture == null ? "none" : picture.getWidth() + " x " + picture.getHeight();
    }

    /** Red, green and blue at a place, as hexadecimal digits. */
    String colour(int x, int y) {
        return picture == null ? "none" : "%06x".formatted(picture.getRGB(x, y) & 0xffffff);
    }
}
