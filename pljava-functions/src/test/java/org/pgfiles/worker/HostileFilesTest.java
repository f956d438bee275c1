package org.pgfiles.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.image.NativeLibrary;
import org.pgfiles.imageprocess.IdleProcesses;
import org.pgfiles.media.HostileFiles;
import org.pgfiles.media.HostileFiles.HostileFile;
import org.pgfiles.media.LocalS3;
import org.pgfiles.media.TestPhotos;
import org.pgfiles.metadata.ExifParser;
import org.pgfiles.metadata.MediaType;
import org.pgfiles.metadata.Stripper;
import org.pgfiles.metadata.TypeSniffer;

/** Each hostile file ends with a reason, whichever back end reads it and wherever, and the good file after it is processed. */
@ParameterizedClass
@CsvSource({"jdk, child", "turbojpeg, child", "vips, child", "turbojpeg, server", "vips, server"})
class HostileFilesTest {
    private static LocalS3 s3;

    private final String backend;
    private final String process;

    HostileFilesTest(String backend, String process) {
        NativeLibrary.require(backend);
        this.backend = backend;
        this.process = process;
    }

    @BeforeAll
    static void start() {
        s3 = LocalS3.start();
        s3.put("good/original.jpg", TestPhotos.phonePhoto(320, 240));
    }

    @AfterAll
    static void stop() {
        IdleProcesses.end();
        s3.close();
    }

    static List<HostileFile> files() {
        return HostileFiles.all();
    }

    @ParameterizedTest
    @MethodSource("files")
    void runBatch_hostileFile_endsWithItsReason(HostileFile file) {
        String folder = file.name().replace(' ', '_');
        s3.put(folder + "/original.bin", file.bytes());

        Map<String, Object> result = new Jobs(s3.endpoint())
                .backend(backend)
                .with("image_process", process)
                .process(folder + "/original.bin", file.declared())
                .runOne();

        String reason =
                isStricter(file) && "damaged_image".equals(result.get("reason")) ? "damaged_image" : file.reason();
        if (reason.isEmpty()) {
            assertThat(result).containsEntry("outcome", "ready");
        } else {
            assertThat(result).containsEntry("outcome", "rejected").containsEntry("reason", reason);
            assertThat(result.get("variants")).isEqualTo(List.of());
            assertThat(s3.get(folder + "/thumbnail_small.jpg")).isNull();
        }
        assertThat(String.valueOf(result.get("detail"))).doesNotContain("Exception", "java.", "javax.");
    }

    /** None rejects anything: the file was accepted long ago. */
    @ParameterizedTest
    @MethodSource("files")
    void runBatch_hostileFileReadOrProcessedAgain_isReadyOrFails(HostileFile file) {
        String key = file.name().replace(' ', '_') + "/again-" + backend + "-" + process + ".bin";
        s3.put(key, file.bytes());

        List<Map<String, Object>> results = new Jobs(s3.endpoint())
                .backend(backend)
                .with("image_process", process)
                .add("read_exif", key)
                .add("make_variants", key)
                .add("read_exif", "good/original.jpg")
                .run();

        assertThat(results).extracting(r -> r.get("reason")).doesNotContain("internal_error", "deadline");
        assertThat(results.get(0).get("outcome")).isIn("ready", "failed");
        assertThat(results.get(1).get("outcome"))
                .isIn("ready", file.reason().isEmpty() && !isStricter(file) ? "ready" : "failed");
        assertThat(results.get(2).get("outcome")).isEqualTo("ready");
        assertThat(s3.reads(key).size()).isLessThanOrEqualTo(8 + 1);
    }

    /** libvips calls damaged what Java's decoder overlooks, or refuses for its size, or has no decoder for. */
    private boolean isStricter(HostileFile file) {
        return backend.equals("vips") && List.of("image/webp", "image/heic").contains(file.declared());
    }

    /** A hook's answer may be to publish the copy, so it must not hold what the original hides. */
    @ParameterizedTest
    @MethodSource("files")
    void strip_hostileFile_isDamagedOrStripped(HostileFile file) {
        MediaType type = TypeSniffer.sniff(file.bytes());
        if (!type.isStrippable()) {
            return;
        }
        try {
            byte[] stripped = Stripper.strip(file.bytes(), type, 1);

            assertThat(stripped.length).isLessThanOrEqualTo(file.bytes().length + 12);
            assertThat(ExifParser.parse(stripped).raw()).isEmpty();
        } catch (PgfilesException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.DAMAGED_MEDIA);
        }
    }

    @Test
    void runBatch_allHostileFilesWithGoodOnes_processesEveryGoodOne() {
        Jobs jobs = new Jobs(s3.endpoint()).backend(backend).with("image_process", process);
        List<HostileFile> files = files();
        for (int i = 0; i < files.size(); i++) {
            s3.put("mixed/" + i + "/original.bin", files.get(i).bytes());
            jobs.process("mixed/" + i + "/original.bin", files.get(i).declared());
            jobs.process("good/original.jpg", "image/jpeg");
        }

        List<Map<String, Object>> results = jobs.run();

        assertThat(results).hasSize(2 * files.size());
        for (int i = 1; i < results.size(); i += 2) {
            assertThat(results.get(i)).containsEntry("outcome", "ready");
        }
    }
}
