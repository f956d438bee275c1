package org.pgfiles.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.image.NativeLibrary;
import org.pgfiles.imageprocess.IdleProcesses;
import org.pgfiles.media.ImageCases;
import org.pgfiles.media.ImageCases.ImageCase;
import org.pgfiles.media.LocalS3;

/**
 * Photos of all kinds, uploaded: each has the outcome, size, EXIF and pixels that are right for it, and so has its
 * stripped copy. What cannot be is a line of {@code image-exceptions.tsv}. A back end has those of a type that it reads;
 * the copies, which are the same for all, are looked at by the one that shows most.
 */
@ParameterizedClass
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ValueSource(strings = {"jdk", "turbojpeg", "vips"})
class ImageCasesTest {
    private final LocalS3 s3 = LocalS3.start();

    @Parameter
    private String backend = "";

    private List<ImageCase> cases = List.of();
    private Map<String, Map<String, Object>> results = Map.of();

    /** What does not hold for a file, and why: of its pixels, its EXIF or anything. */
    private record Known(String backends, String kind, String file, String what, String reason) {
        boolean isFor(String backend, ImageCase image) {
            return List.of(backends.split(",")).contains(backend)
                    && (kind.equals("*") || kind.equals(image.kind()))
                    && image.name().matches(file);
        }

        boolean covers(String problem) {
            return what.equals("any") || problem.startsWith(what);
        }
    }

    @BeforeParameterizedClassInvocation
    void process() {
        NativeLibrary.require(backend);
        cases = ImageCases.all().stream()
                .filter(image -> !backend.equals("turbojpeg") || image.name().endsWith(".jpg"))
                .toList();
        results = processAll();
    }

    @AfterAll
    void stop() {
        IdleProcesses.end();
        s3.close();
    }

    List<ImageCase> cases() {
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void processFile_image_isRight(ImageCase image) {
        List<String> problems = problems(image);
        known().filter(known -> known.isFor(backend, image))
                .forEach(known -> problems.removeIf(problem -> known.covers(problem)));

        assertThat(problems).as(String.join(" ", image.expected())).isEmpty();
    }

    @Test
    void exceptions_areStillNeeded() {
        assertThat(known().filter(known -> List.of(known.backends.split(",")).contains(backend))
                        .filter(known -> cases.stream()
                                .filter(image -> known.isFor(backend, image))
                                .flatMap(image -> problems(image).stream())
                                .noneMatch(known::covers)))
                .isEmpty();
    }

    private List<String> problems(ImageCase image) {
        List<String> problems = problems(image, requireNonNull(results.get(image.name())), backend + "/", false);
        Map<String, Object> stripped = results.get(strippedKey(image));
        if (stripped != null) {
            problems(image, stripped, backend + "/stripped-", true)
                    .forEach(problem -> problems.add("stripped " + problem));
        }
        return problems;
    }

    private List<String> problems(ImageCase image, Map<String, Object> result, String folder, boolean isStripped) {
        List<String> problems = new ArrayList<>();
        String outcome = String.valueOf(result.get("outcome"));
        Map<String, Object> exif = Jobs.object(result, "exif");
        boolean isReady = outcome.equals("ready");
        Pixels pixels = isReady ? pixels(folder + image.name()) : Pixels.NONE;
        for (String word : image.expected()) {
            int equals = word.indexOf('=');
            String wanted = word.substring(equals + 1);
            if (word.startsWith("outcome=")) {
                expect(problems, "outcome", wanted, outcome);
            } else if (word.startsWith("reason=")) {
                expect(problems, "reason", wanted, String.valueOf(result.get("reason")));
            } else if (word.startsWith("size=")) {
                expect(problems, "size", wanted, result.get("width") + "x" + result.get("height"));
            } else if (word.startsWith("exif.") && !isStripped) {
                String name = word.substring(5, equals);
                expectAbout(problems, "exif." + name, wanted, String.valueOf(exif.get(name)));
            } else if (!word.startsWith("exif.")) {
                pixels.check(word, problems);
            }
        }
        if (isReady
                && !isStripped
                && !String.valueOf(result.get("stripped_reason")).matches("null|not_strippable")) {
            problems.add("stripped: " + result.get("stripped_reason"));
        }
        return problems;
    }

    private static void expect(List<String> problems, String name, String wanted, String found) {
        if (!wanted.equals(found)) {
            problems.add(name + " " + found + ", not " + wanted);
        }
    }

    /** A number may be a little off if a tolerance stands behind it. */
    private static void expectAbout(List<String> problems, String name, String wanted, String found) {
        String[] parts = wanted.split("~", -1);
        boolean isNumber = found.matches("-?[0-9.]+(E-?[0-9]+)?") && parts[0].matches("-?[0-9.]+");
        double tolerance = parts.length > 1 ? Double.parseDouble(parts[1]) : 0;
        if (!isNumber || Math.abs(Double.parseDouble(found) - Double.parseDouble(parts[0])) > tolerance) {
            expect(problems, name, parts[0], found);
        }
    }

    private Pixels pixels(String folder) {
        if (s3.get(folder + "/inside.png") == null) {
            return Pixels.NONE;
        }
        try {
            return new Pixels(ImageIO.read(new ByteArrayInputStream(s3.bytes(folder + "/inside.png"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files in one batch, and all their stripped copies in a second. */
    private Map<String, Map<String, Object>> processAll() {
        Map<String, Map<String, Object>> results = new LinkedHashMap<>();
        Jobs jobs = new Jobs(s3.endpoint()).backend(backend);
        for (ImageCase image : cases) {
            String key = backend + "/" + image.name() + "/original.bin";
            s3.put(key, image.bytes());
            jobs.process(
                    key,
                    image.declared(),
                    "variants",
                    variants(image, key),
                    "stripped_key",
                    backend + "/stripped-" + image.name() + "/original.bin");
        }
        List<Map<String, Object>> found = jobs.run();
        Jobs again = new Jobs(s3.endpoint()).backend(backend);
        List<ImageCase> stripped = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            results.put(cases.get(i).name(), found.get(i));
            if (backend.equals("vips")
                    && found.get(i).get("stripped") != null
                    && "ready".equals(found.get(i).get("outcome"))) {
                String key = backend + "/stripped-" + cases.get(i).name() + "/original.bin";
                again.process(
                        key, String.valueOf(found.get(i).get("file_type")), "variants", variants(cases.get(i), key));
                stripped.add(cases.get(i));
            }
        }
        List<Map<String, Object>> foundAgain = again.run();
        for (int i = 0; i < stripped.size(); i++) {
            results.put(strippedKey(stripped.get(i)), foundAgain.get(i));
        }
        return results;
    }

    private static String strippedKey(ImageCase image) {
        return "stripped " + image.name();
    }

    /** One that leaves small pictures alone, a square one, and where it matters one that is enlarged first. */
    private static List<Map<String, Object>> variants(ImageCase image, String key) {
        List<Map<String, Object>> variants = new ArrayList<>();
        if (image.kind().equals("09-square")) {
            variants.add(variant(key, "thumbnail_large.jpg", 800, "cover", "jpeg"));
        }
        variants.add(variant(key, "inside.png", 400, "inside", "png"));
        variants.add(variant(key, "thumbnail_small.jpg", 150, "cover", "jpeg"));
        return variants;
    }

    private static Map<String, Object> variant(String key, String name, int side, String fit, String format) {
        return Map.of(
                "name",
                name,
                "key",
                key.replace("original.bin", name),
                "width",
                side,
                "height",
                side,
                "fit",
                fit,
                "format",
                format);
    }

    private static Stream<Known> known() {
        try (InputStream file = requireNonNull(ImageCasesTest.class.getResourceAsStream("image-exceptions.tsv"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Known(cells[0], cells[1], cells[2], cells[3], cells[4]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
