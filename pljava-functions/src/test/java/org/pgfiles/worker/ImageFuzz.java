package org.pgfiles.worker;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pgfiles.media.ImageCases;
import org.pgfiles.media.ImageCases.ImageCase;
import org.pgfiles.media.LocalS3;
import org.pgfiles.media.Mutator;
import org.pgfiles.media.TestPhotos;
import org.pgfiles.metadata.ExifParser;

/**
 * Uploads damaged image files for as long as it is told to, and says whether the worker kept its word: a file is ready or
 * rejected for its own sake, never failed; none takes longer than its limit or harms its neighbour; a stripped copy hides
 * what it should. {@code tests/fuzz/run} starts it, and looks after a process that dies.
 */
final class ImageFuzz {
    private static final int BATCH = 32;
    private static final long DEADLINE_MS = 20_000;
    private static final String GOOD = "good/original.jpg";

    private final String backend;
    private final Path folder;
    private final Random random;
    private final Mutator mutator;
    private final List<ImageCase> cases;
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private long slowestMs;
    private String slowest = "";

    private ImageFuzz(String backend, Path folder, long seed) {
        this.backend = backend;
        this.folder = folder;
        this.random = new Random(seed);
        this.mutator = new Mutator(seed);
        this.cases = ImageCases.all().stream()
                .filter(image -> !backend.equals("turbojpeg") || image.name().endsWith(".jpg"))
                .toList();
    }

    /** Back end, seconds, seed, and a folder for what was found. Ends with 1 if anything was. */
    public static void main(String[] arguments) throws IOException {
        String backend = arguments[0];
        long until = System.nanoTime() + Long.parseLong(arguments[1]) * 1_000_000_000;
        ImageFuzz fuzz = new ImageFuzz(backend, Path.of(arguments[3]), Long.parseLong(arguments[2]));
        int files = 0;
        try (LocalS3 s3 = LocalS3.start()) {
            s3.put(GOOD, TestPhotos.phonePhoto(320, 240));
            for (; System.nanoTime() < until; files += BATCH) {
                fuzz.batch(s3);
            }
        }
        System.out.printf(
                "%s: %d files, slowest %d ms (%s)%n  %s%n",
                backend, files, fuzz.slowestMs, fuzz.slowest, fuzz.outcomes);
        fuzz.problems.forEach(problem -> System.out.println("  " + problem));
        // A thread that was left alone in a decoder does not keep this process.
        Runtime.getRuntime().halt(fuzz.problems.isEmpty() ? 0 : 1);
    }

    private void batch(LocalS3 s3) throws IOException {
        Path current = folder.resolve("current");
        clear(current);
        Jobs jobs =
                new Jobs(s3.endpoint()).backend(backend).deadlineMs(DEADLINE_MS).with("threads", 1);
        List<ImageCase> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            ImageCase image = cases.get(random.nextInt(cases.size()));
            byte[] bytes = mutator.mutate(image.bytes(), like(image).bytes());
            // A process that dies leaves them there.
            Files.write(current.resolve(i + "-" + image.name()), bytes);
            s3.put(key(i), bytes);
            jobs.process(key(i), image.declared(), "stripped_key", strippedKey(i));
            batch.add(image);
        }
        jobs.process(GOOD, "image/jpeg");
        List<Map<String, Object>> results = jobs.run();
        for (int i = 0; i < BATCH; i++) {
            look(s3, i, batch.get(i), results.get(i));
        }
        if (!"ready".equals(results.get(BATCH).get("outcome"))) {
            problems.add("a good file after bad ones: " + JSON.std.asString(results.get(BATCH)));
        }
    }

    private ImageCase like(ImageCase image) {
        List<ImageCase> same = cases.stream()
                .filter(c -> c.declared().equals(image.declared()))
                .toList();
        return same.get(random.nextInt(same.size()));
    }

    private void look(LocalS3 s3, int i, ImageCase image, Map<String, Object> result) throws IOException {
        String outcome = String.valueOf(result.get("outcome"));
        String reason = String.valueOf(result.get("reason"));
        outcomes.merge(outcome + " " + reason, 1, Integer::sum);
        String problem = outcome.equals("ready") || outcome.equals("rejected") ? "" : outcome + " " + reason;
        if (outcome.equals("ready") && result.get("stripped") != null) {
            Set<String> names = new TreeSet<>(
                    ExifParser.parse(s3.bytes(strippedKey(i))).raw().keySet());
            names.remove("Orientation"); // Without it the copy would lie on its side.
            problem = names.isEmpty() ? problem : "a stripped copy with " + names;
        }
        long tookMs = Jobs.object(result, "timings_ms").values().stream()
                .mapToLong(step -> ((Number) step).longValue())
                .sum();
        if (tookMs > slowestMs) {
            slowestMs = tookMs;
            slowest = keep(i, image);
        }
        if (!problem.isEmpty()) {
            problems.add(problem + ", " + result.get("detail") + ": " + keep(i, image));
        }
    }

    private String keep(int i, ImageCase image) throws IOException {
        Path kept = folder.resolve(
                backend + "-" + outcomes.values().stream().mapToInt(n -> n).sum() + "-" + image.name());
        Files.copy(
                folder.resolve("current").resolve(i + "-" + image.name()), kept, StandardCopyOption.REPLACE_EXISTING);
        return kept.toString();
    }

    private static void clear(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder).sorted(Comparator.reverseOrder())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private static String key(int i) {
        return "fuzz/" + i + "/original.bin";
    }

    private static String strippedKey(int i) {
        return "fuzz/" + i + "/stripped.bin";
    }
}
