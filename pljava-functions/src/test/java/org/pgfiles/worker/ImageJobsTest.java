package org.pgfiles.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.media.Bytes;
import org.pgfiles.media.LocalS3;
import org.pgfiles.media.TestPhotos;
import org.pgfiles.metadata.ExifParser;

/** What a job makes of an image besides its variants, and what it makes later on. */
class ImageJobsTest {
    private static LocalS3 s3;
    private static byte[] photo;

    @BeforeAll
    static void start() {
        s3 = LocalS3.start();
        photo = TestPhotos.phonePhoto(1200, 900);
        s3.put("1/original.jpg", photo);
        s3.put("note.txt", "Grüße aus Zürich\n".getBytes(UTF_8));
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    @Test
    void processFile_headOfAPhotoAndOfANote_isItsFirstBytes() {
        List<Map<String, Object>> results = jobs().process("1/original.jpg", "image/jpeg", "head_bytes", 1000)
                .process("note.txt", "text/plain", "head_bytes", 52_428_800)
                .process("1/original.jpg", "image/jpeg")
                .run();

        assertThat(head(results.get(0))).isEqualTo(Arrays.copyOf(photo, 1000));
        assertThat(head(results.get(1))).isEqualTo("Grüße aus Zürich\n".getBytes(UTF_8));
        assertThat(results.get(2)).doesNotContainKey("head");
    }

    @Test
    void processFile_strippedKey_isACopyThatIsStillUpright() {
        Map<String, Object> result = jobs().process("1/original.jpg", "image/jpeg", "stripped_key", "1/stripped.jpg")
                .runOne();

        byte[] stripped = s3.bytes("1/stripped.jpg");
        assertThat(result).containsEntry("outcome", "ready").containsEntry("stripped_reason", null);
        assertThat(Jobs.object(result, "stripped"))
                .containsEntry("key", "1/stripped.jpg")
                .containsEntry("file_type", "image/jpeg")
                .containsEntry("file_size", stripped.length);
        assertThat(ExifParser.parse(stripped).raw()).isEqualTo(Map.of("Orientation", "6"));
        var headers = requireNonNull(s3.get("1/stripped.jpg")).getMetadata().getContentMetadata();
        assertThat(headers.getContentType()).isEqualTo("image/jpeg");
        assertThat(headers.getCacheControl()).isEqualTo("public, max-age=31536000, immutable");
    }

    @Test
    void processFile_strippedKeyOfWhatCannotBeStripped_saysWhy() {
        s3.put("a.bmp", TestPhotos.encode(TestPhotos.quarters(8, 8, BufferedImage.TYPE_3BYTE_BGR), "bmp"));
        s3.put("a.heic", Bytes.heic(TestPhotos.phoneExif().tiff(), 0));
        List<Map<String, Object>> results = jobs().process("a.bmp", "image/bmp", "stripped_key", "s")
                .process("a.heic", "image/heic", "stripped_key", "s")
                .process("note.txt", "text/plain", "stripped_key", "s")
                .run();

        assertThat(results).allSatisfy(result -> assertThat(result)
                .containsEntry("outcome", "ready")
                .containsEntry("stripped", null)
                .containsEntry("stripped_reason", "not_strippable"));
        assertThat(s3.get("s")).isNull();
    }

    @Test
    void processFile_photo_hasAHashThatItsSmallerCopyHasToo() {
        Map<String, Object> first =
                jobs().process("1/original.jpg", "image/jpeg").runOne();
        s3.put("2/original.jpg", TestPhotos.jpeg(uprightCopy(), 0.5f));
        Map<String, Object> second =
                jobs().process("2/original.jpg", "image/jpeg").runOne();

        assertThat(Long.bitCount(hash(first) ^ hash(second))).isLessThanOrEqualTo(8);
    }

    private static BufferedImage uprightCopy() {
        Map<String, Object> variant = variant("whole", "1/whole.png", "inside", null);
        jobs().process("1/original.jpg", "image/jpeg", "variants", List.of(variant))
                .run();
        return image("1/whole.png");
    }

    @Test
    void processFile_noVariantsWanted_decodesNothingAndHasNoHash() {
        assertThat(jobs().process("1/original.jpg", "image/jpeg", "variants", List.of())
                        .runOne())
                .containsEntry("outcome", "ready")
                .doesNotContainKey("perceptual_hash");
    }

    @Test
    void processFile_imageLargerThanTheHeapShouldBear_isReadyWithExifAndDigestOnly() {
        Map<String, Object> result = jobs().process(
                        "1/original.jpg", "image/jpeg", "max_image_bytes", 100_000, "stripped_key", "large")
                .runOne();

        assertThat(result)
                .containsEntry("outcome", "ready")
                .containsEntry("reason", "image_too_large")
                .containsEntry("variants", List.of())
                .containsEntry("stripped_reason", "image_too_large")
                .containsKey("sha256");
        assertThat(Jobs.object(result, "exif")).containsEntry("latitude", 47.3663);
        assertThat(s3.get("large")).isNull();
    }

    @Test
    void makeVariants_furtherVariant_isMadeUprightAndNothingElseIsSaid() {
        Map<String, Object> variant = variant("whole", "1/again.png", "inside", null);
        Map<String, Object> result = jobs().add("make_variants", "1/original.jpg", "variants", List.of(variant))
                .runOne();

        assertThat(result).containsEntry("outcome", "ready").doesNotContainKeys("exif", "sha256", "head");
        assertThat(Jobs.objects(result, "variants"))
                .extracting(v -> v.get("key"))
                .containsExactly("1/again.png");
        assertThat(result.get("perceptual_hash")).isNotNull();
        BufferedImage again = image("1/again.png");
        assertThat(again.getHeight()).isGreaterThan(again.getWidth());
    }

    @Test
    void makeVariants_strippedKeyOfAPhotoThatHasAllVariants_isACopyThatIsStillUpright() {
        Map<String, Object> result = jobs().add(
                        "make_variants", "1/original.jpg", "variants", List.of(), "stripped_key", "1/late.jpg")
                .runOne();

        assertThat(result).containsEntry("outcome", "ready").containsEntry("variants", List.of());
        assertThat(Jobs.object(result, "stripped"))
                .containsEntry("key", "1/late.jpg")
                .containsEntry("file_size", s3.bytes("1/late.jpg").length);
        assertThat(ExifParser.parse(s3.bytes("1/late.jpg")).raw()).isEqualTo(Map.of("Orientation", "6"));
    }

    @Test
    void makeVariants_strippedKeyOfAnImageThatIsTooLarge_saysSo() {
        Map<String, Object> result = jobs().add(
                        "make_variants", "1/original.jpg", "max_image_bytes", 100_000, "stripped_key", "large")
                .runOne();

        assertThat(result)
                .containsEntry("outcome", "ready")
                .containsEntry("reason", "image_too_large")
                .containsEntry("stripped", null)
                .containsEntry("stripped_reason", "image_too_large");
        assertThat(s3.get("large")).isNull();
    }

    @Test
    void makeVariants_objectThatIsGoneOrNoImage_failsAndRejectsNothing() {
        assertThat(jobs().add("make_variants", "gone.jpg").runOne())
                .containsEntry("outcome", "failed")
                .containsEntry("reason", "object_missing");
        assertThat(jobs().add("make_variants", "note.txt").runOne())
                .containsEntry("outcome", "failed")
                .containsEntry("reason", "not_an_image");
    }

    @Test
    void processFile_variantWithWatermark_bearsItAndTheOtherDoesNot() {
        Map<String, Object> watermark = Map.of(
                "image",
                Base64.getMimeEncoder().encodeToString(white()),
                "position",
                "center",
                "opacity",
                1,
                "scale",
                0.5);
        jobs().with("watermarks", Map.of("logo", watermark))
                .process(
                        "1/original.jpg",
                        "image/jpeg",
                        "variants",
                        List.of(
                                variant("marked", "1/marked.png", "cover", "logo"),
                                variant("plain", "1/plain.png", "cover", null)))
                .run();

        assertThat(image("1/marked.png").getRGB(200, 200)).isEqualTo(0xffffffff);
        assertThat(image("1/plain.png").getRGB(200, 200)).isNotEqualTo(0xffffffff);
        assertThat(image("1/marked.png").getRGB(5, 5))
                .isEqualTo(image("1/plain.png").getRGB(5, 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "text", "noise", "empty"})
    void processFile_watermarkThatCannotBeUsed_isRetriedAndWritesNothing(String name) {
        Map<String, Object> watermarks = Map.of(
                "text", Map.of("image", "this is no picture"),
                "noise", Map.of("image", Base64.getEncoder().encodeToString(new byte[50])),
                "empty", Map.of());

        Map<String, Object> result = jobs().with("watermarks", watermarks)
                .process(
                        "1/original.jpg", "image/jpeg", "variants", List.of(variant("v", "1/never.png", "cover", name)))
                .runOne();

        assertThat(result).containsEntry("outcome", "retry").containsEntry("reason", "watermark_unusable");
        assertThat(String.valueOf(result.get("detail"))).contains("watermark " + name);
        assertThat(s3.get("1/never.png")).isNull();
    }

    @Test
    void runBatch_noOp_isReadyWithoutAnyStore() {
        assertThat(jobs().job(Map.of("job_id", 1, "kind", "no_op")).runOne()).containsEntry("outcome", "ready");
    }

    private static Jobs jobs() {
        return new Jobs(s3.endpoint());
    }

    private static Map<String, Object> variant(String name, String key, String fit, @Nullable String watermark) {
        Map<String, Object> variant = new LinkedHashMap<>();
        variant.put("name", name);
        variant.put("key", key);
        variant.put("width", 400);
        variant.put("height", 400);
        variant.put("fit", fit);
        variant.put("format", "png");
        if (watermark != null) {
            variant.put("watermark", watermark);
        }
        return variant;
    }

    private static byte[] white() {
        BufferedImage image = new BufferedImage(50, 50, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 2500; i++) {
            image.setRGB(i % 50, i / 50, 0xffffff);
        }
        return TestPhotos.encode(image, "png");
    }

    private static BufferedImage image(String key) {
        try {
            return requireNonNull(ImageIO.read(new ByteArrayInputStream(s3.bytes(key))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] head(Map<String, Object> result) {
        return Base64.getDecoder().decode(String.valueOf(result.get("head")));
    }

    private static long hash(Map<String, Object> result) {
        return ((Number) requireNonNull(result.get("perceptual_hash"))).longValue();
    }
}
