package org.pgfiles.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The files that {@code tests/images/make-cases} makes, and what is right for each. */
public final class ImageCases {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path FOLDER = ROOT.resolve(".dev/image-cases");

    private ImageCases() {}

    /**
     * One file.
     *
     * @param declared its content type as an uploader says it
     * @param expected words, as the script explains them
     */
    public record ImageCase(String kind, String name, String declared, List<String> expected) {
        public byte[] bytes() {
            try {
                return Files.readAllBytes(FOLDER.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The rest of the only word that begins so, or nothing. */
        public String expected(String prefix) {
            return expected.stream()
                    .filter(word -> word.startsWith(prefix))
                    .map(word -> word.substring(prefix.length()))
                    .findFirst()
                    .orElse("");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** All of them, made now if they are not there; skips the test, and fails in CI, where a tool for it is missing. */
    public static List<ImageCase> all() {
        try {
            Path log = Files.createTempFile("make-cases", ".log");
            Process script = new ProcessBuilder(
                            ROOT.resolve("tests/images/make-cases").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (script.waitFor() != 0) {
                String reason =
                        "skipped, because tests/stack/install did not bring all tools: " + Files.readString(log);
                System.err.println(reason); // Maven does not show it.
                if (System.getenv("CI") != null) {
                    throw new AssertionError(reason);
                }
                Assumptions.abort(reason);
            }
            return Files.readAllLines(FOLDER.resolve("cases.tsv"), StandardCharsets.UTF_8).stream()
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new ImageCase(cells[0], cells[1], cells[2], List.of(cells[3].split(" +"))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
