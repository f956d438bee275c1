package org.pgfiles.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Films that ffmpeg makes. */
public final class Clips {
    /**
     * Ten seconds that begin black; from half a second on the left half is red and the right one blue. Only the first frame is a key
     * frame, as in what is not made to be searched.
     */
    public static final String RED_AND_BLUE =
            "-f lavfi -i color=black:s=64x32:r=25:d=0.5 -f lavfi -i color=red:s=32x32:r=25:d=9.5"
                    + " -f lavfi -i color=blue:s=32x32:r=25:d=9.5 -filter_complex [1][2]hstack[c];[0][c]concat -pix_fmt yuv420p -g 999";

    private static final Map<String, byte[]> MADE = new ConcurrentHashMap<>();

    private Clips() {}

    /**
     * A film.
     *
     * @param ending of its name, which tells the container
     * @param options of ffmpeg, with blanks between; a mistake in them is an error with its words
     */
    public static byte[] make(String ending, String options) {
        return MADE.computeIfAbsent(ending + " " + options, any -> made(ending, options))
                .clone();
    }

    /** The one that begins black, as an MP4. */
    public static byte[] mp4() {
        return make("mp4", RED_AND_BLUE + " -c:v libx264");
    }

    private static byte[] made(String ending, String options) {
        try {
            Path file = Files.createTempFile("pgfiles-clip", "." + ending);
            try {
                List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-y"));
                command.addAll(List.of(options.split(" ")));
                command.add(file.toString());
                Process process =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                String words = new String(process.getInputStream().readAllBytes(), UTF_8);
                if (process.waitFor() != 0) {
                    throw new IllegalStateException(String.join(" ", command) + ": " + words);
                }
                return Files.readAllBytes(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("ffmpeg makes the films of the tests (apt-get install ffmpeg)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
