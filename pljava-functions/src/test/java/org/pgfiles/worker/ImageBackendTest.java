package org.pgfiles.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.image.NativeLibrary;
import org.pgfiles.imageprocess.IdleProcesses;
import org.pgfiles.media.LocalS3;
import org.pgfiles.media.TestPhotos;

/** What the choice of a back end changes for the files of a batch. */
class ImageBackendTest {
    private static LocalS3 s3;

    @BeforeAll
    static void start() throws IOException {
        s3 = LocalS3.start();
        s3.put("photo/original.jpg", TestPhotos.phonePhoto(400, 300));
        try (InputStream heic = requireNonNull(TestPhotos.class.getResourceAsStream("turned.heic"))) {
            s3.put("heic/original.heic", heic.readAllBytes());
        }
    }

    @AfterAll
    static void stop() {
        IdleProcesses.end();
        s3.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "turbojpeg", "a back end that nobody has"})
    void runBatch_heicThatNobodyCanDecode_isReadyWithItsExifAndWithoutVariants(String backend) {
        Map<String, Object> result =
                jobs(backend).process("heic/original.heic", "image/heic").runOne();

        assertThat(result).containsEntry("outcome", "ready").containsEntry("reason", "no_decoder");
        assertThat(Jobs.object(result, "exif")).containsEntry("orientation", 6);
        assertThat(Jobs.objects(result, "variants")).isEmpty();
    }

    @Test
    void runBatch_heicWithVips_hasVariants() {
        NativeLibrary.require("vips");

        Map<String, Object> result = jobs("turbojpeg,vips")
                .process("heic/original.heic", "image/heic")
                .runOne();

        assertThat(result)
                .containsEntry("outcome", "ready")
                .containsEntry("reason", null)
                .containsEntry("width", 64)
                .containsEntry("height", 96);
        assertThat(Jobs.objects(result, "variants")).hasSize(3);
    }

    @Test
    void runBatch_formatThatNobodyCanWrite_isJpegUnderAKeyThatSaysSo() {
        Map<String, Object> variant = wanted("jdk", "photo/jdk", "webp");

        assertThat(variant).containsEntry("key", "photo/jdk.jpg").containsEntry("file_type", "image/jpeg");
        assertThat(typeOf("photo/jdk.jpg")).isEqualTo("image/jpeg");
        assertThat(s3.get("photo/jdk.webp")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"webp", "avif"})
    void runBatch_formatThatVipsCanWrite_isWritten(String format) {
        NativeLibrary.require("vips");

        Map<String, Object> variant = wanted("vips", "photo/vips", format);

        assertThat(variant).containsEntry("key", "photo/vips." + format).containsEntry("file_type", "image/" + format);
        assertThat(typeOf("photo/vips." + format)).isEqualTo("image/" + format);
    }

    private static Map<String, Object> wanted(String backend, String key, String format) {
        Map<String, Object> variant = Map.of(
                "name",
                "wide",
                "key",
                key + "." + format,
                "width",
                100,
                "height",
                50,
                "fit",
                "cover",
                "format",
                format);
        Map<String, Object> result = jobs(backend)
                .process("photo/original.jpg", "image/jpeg", "variants", List.of(variant))
                .runOne();
        assertThat(result).containsEntry("outcome", "ready");
        return Jobs.objects(result, "variants").get(0);
    }

    private static @Nullable String typeOf(String key) {
        return requireNonNull(s3.get(key)).getMetadata().getContentMetadata().getContentType();
    }

    private static Jobs jobs(String backend) {
        return new Jobs(s3.endpoint()).backend(backend);
    }
}
