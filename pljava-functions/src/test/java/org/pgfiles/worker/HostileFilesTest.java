package org.pgfiles.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.image.NativeLibrary;
import org.pgfiles.media.HostileFiles;
import org.pgfiles.media.HostileFiles.HostileFile;
import org.pgfiles.media.LocalS3;
import org.pgfiles.media.TestPhotos;

/** Each hostile file ends with a reason, whichever back end reads it, and the good file after it is processed. */
@ParameterizedClass
@ValueSource(strings = {"jdk", "turbojpeg", "vips"})
class HostileFilesTest {
    private static LocalS3 s3;

    private final String backend;

    HostileFilesTest(String backend) {
        NativeLibrary.require(backend);
        this.backend = backend;
    }

    @BeforeAll
    static void start() {
        s3 = LocalS3.start();
        s3.put("good/original.jpg", TestPhotos.phonePhoto(320, 240));
    }

    @AfterAll
    static void stop() {
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
                .process(folder + "/original.bin", file.declared())
                .runOne();

        if (file.reason().isEmpty()) {
            assertThat(result).containsEntry("outcome", "ready");
        } else {
            assertThat(result).containsEntry("outcome", "rejected");
            // libwebp calls a picture that is too large for its format damaged.
            assertThat(result.get("reason")).isIn(file.reason(), backend.equals("vips") ? "damaged_image" : null);
            assertThat(result.get("variants")).isEqualTo(List.of());
            assertThat(s3.get(folder + "/thumbnail_small.jpg")).isNull();
        }
        assertThat(String.valueOf(result.get("detail"))).doesNotContain("Exception", "java.", "javax.");
    }

    @Test
    void runBatch_allHostileFilesWithGoodOnes_processesEveryGoodOne() {
        Jobs jobs = new Jobs(s3.endpoint()).backend(backend);
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
