package org.pgfiles.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jclouds.blobstore.domain.Blob;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgfiles.media.LocalS3;
import org.pgfiles.media.TestPhotos;
import org.pgfiles.storage.ObjectStore;
import org.pgfiles.storage.Store;

/** A batch as SQL sends it, against a real S3 server. */
class WorkerTest {
    private static LocalS3 s3;
    private static byte[] photo;

    @BeforeAll
    static void start() {
        s3 = LocalS3.start();
        photo = TestPhotos.phonePhoto(1200, 900);
        s3.put("org/1/original.jpg", photo);
        s3.put("org/note/original.txt", "Grüße aus Zürich\n".getBytes(UTF_8));
        s3.put("org/page/original.html", "<!DOCTYPE html><script>alert(1)</script>".getBytes(UTF_8));
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    @Test
    void runBatch_photoFromPhone_hasExifUprightSizeAndThreeVariants() throws Exception {
        Map<String, Object> result = jobs().process("org/1/original.jpg", "image/jpg", "declared_size", photo.length)
                .runOne();

        assertThat(result)
                .containsEntry("outcome", "ready")
                .containsEntry("reason", null)
                .containsEntry("file_type", "image/jpeg")
                .containsEntry("file_size", photo.length)
                .containsEntry("sha256", sha256(photo))
                .containsEntry("width", 900)
                .containsEntry("height", 1200);
        assertThat(Jobs.object(result, "exif"))
                .containsEntry("latitude", 47.3663)
                .containsEntry("longitude", 8.5411)
                .containsEntry("captured_at", "2024-05-01T10:00:00Z")
                .containsEntry("captured_at_local", "2024-05-01T12:00:00")
                .containsEntry("orientation", 6);
        List<Map<String, Object>> variants = Jobs.objects(result, "variants");
        assertThat(variants)
                .extracting(v -> v.get("name"))
                .containsExactly("thumbnail_small", "thumbnail_medium", "thumbnail_large");
        for (Map<String, Object> variant : variants) {
            byte[] bytes = s3.bytes(String.valueOf(variant.get("key")));
            assertThat(variant).containsEntry("file_size", bytes.length);
            assertThat(size(bytes)).isEqualTo(variant.get("width") + " x " + variant.get("height"));
        }
    }

    @Test
    void runBatch_variant_isServedWithTypeAndCacheHeader() {
        jobs().process("org/1/original.jpg", "image/jpeg").run();

        Blob variant = requireNonNull(s3.get("org/1/thumbnail_small.jpg"));
        var headers = variant.getMetadata().getContentMetadata();
        assertThat(headers.getContentType()).isEqualTo("image/jpeg");
        assertThat(headers.getContentEncoding()).isNull();
        assertThat(headers.getCacheControl()).isEqualTo("public, max-age=31536000, immutable");
    }

    @Test
    void runBatch_noObject_isRejectedAsMissing() {
        assertThat(jobs().process("org/absent/original.jpg", "image/jpeg").runOne())
                .containsEntry("outcome", "rejected")
                .containsEntry("reason", "object_missing");
    }

    @Test
    void runBatch_otherSizeThanDeclared_isRejectedWithBothSizes() {
        assertThat(jobs().process("org/1/original.jpg", "image/jpeg", "declared_size", 5)
                        .runOne())
                .containsEntry("outcome", "rejected")
                .containsEntry("reason", "size_mismatch")
                .containsEntry("detail", "declared 5 bytes, the object has " + photo.length);
    }

    /** What another reader than we would be told. */
    @ParameterizedTest
    @CsvSource({
        "text/html,rejected",
        "image/svg+xml,rejected",
        "image/png,rejected",
        "image/jpeg,ready",
        "IMAGE/JPG; q=1,ready",
        "binary/octet-stream,ready"
    })
    void runBatch_storedUnderAnotherType_isRejectedUnlessItIsBytes(String stored, String outcome) {
        new ObjectStore(new Store(s3.endpoint(), "us-east-1", true, "local"), LocalS3.BUCKET)
                .put("org/typed/original.jpg", photo, stored, null);

        Map<String, Object> result =
                jobs().process("org/typed/original.jpg", "image/jpeg").runOne();

        assertThat(result)
                .containsEntry("outcome", outcome)
                .containsEntry("reason", outcome.equals("ready") ? null : "stored_type_mismatch");
    }

    /** For a store that would let whoever has the URL write again. */
    @Test
    void runBatch_copyHeaders_whatWasCheckedIsCopiedAndStoredWithThem() {
        ObjectStore store = new ObjectStore(new Store(s3.endpoint(), "us-east-1", true, "local"), LocalS3.BUCKET);
        store.put("org/copied/original.jpg", photo, "text/html", null);

        Map<String, Object> result = jobs().process(
                        "org/copied/original.jpg",
                        "image/jpeg",
                        "copy_headers",
                        Map.of("content-type", "image/jpeg", "cache-control", "private"))
                .runOne();

        String key = "org/copied/original-" + sha256(photo).substring(0, 16) + ".jpg";
        assertThat(result).containsEntry("outcome", "ready").containsEntry("checked_key", key);
        store.put("org/copied/original.jpg", "something else".getBytes(UTF_8), "text/html", null);
        assertThat(s3.bytes(key)).isEqualTo(photo);
        var headers = requireNonNull(s3.get(key)).getMetadata().getContentMetadata();
        assertThat(headers.getContentType()).isEqualTo("image/jpeg");
        assertThat(headers.getCacheControl()).isEqualTo("private");
    }

    @Test
    void runBatch_rejected_isNotCopied() {
        assertThat(jobs().process(
                                "org/1/original.jpg", "image/png", "copy_headers", Map.of("content-type", "image/png"))
                        .runOne())
                .containsEntry("outcome", "rejected")
                .doesNotContainKey("checked_key");
    }

    @Test
    void runBatch_overTheByteLimit_isRejectedUnread() {
        assertThat(jobs().process("org/1/original.jpg", "image/jpeg", "max_bytes", 1000)
                        .runOne())
                .containsEntry("outcome", "rejected")
                .containsEntry("reason", "too_large")
                .containsEntry("detail", "at most 1000 bytes, the object has " + photo.length)
                .doesNotContainKey("sha256");
    }

    @Test
    void runBatch_overThePixelLimit_isRejectedUndecoded() {
        assertThat(jobs().process("org/1/original.jpg", "image/jpeg", "max_pixels", 1_000_000)
                        .runOne())
                .containsEntry("outcome", "rejected")
                .containsEntry("reason", "too_many_pixels")
                .containsEntry("detail", "at most 1000000 pixels, the image has 1200 x 900");
    }

    @Test
    void runBatch_otherTypeThanDeclared_isRejected() {
        assertThat(jobs().process("org/1/original.jpg", "image/png").runOne())
                .containsEntry("outcome", "rejected")
                .containsEntry("reason", "type_mismatch")
                .containsEntry("detail", "declared image/png, the bytes are image/jpeg");
    }

    @Test
    void runBatch_hashIsMissing_isMadeWithoutVariants() {
        Map<String, Object> result = jobs().add(
                        "make_variants", "org/1/original.jpg", "variants", List.of(), "is_hash_missing", true)
                .runOne();

        assertThat(result).containsEntry("outcome", "ready").containsKey("perceptual_hash");
        assertThat(Base64.getDecoder().decode((String) result.get("thumbhash"))).hasSizeBetween(15, 25);
    }

    /** Of which nobody has said the type. */
    @ParameterizedTest
    @CsvSource({
        "org/1/original.jpg, image/heic, image/jpeg, 3",
        "org/1/original.jpg, application/octet-stream, image/jpeg, 3",
        "org/note/original.txt, text/csv, text/csv, 0",
        "org/note/original.txt, image/png, text/plain, 0",
        "org/page/original.html, image/png, text/html, 0",
        "org/page/original.html, application/xhtml+xml, application/xhtml+xml, 0"
    })
    void runBatch_guessedType_isWhatTheBytesAre(String key, String guess, String found, int variants) {
        Map<String, Object> result =
                jobs().process(key, guess, "is_type_guessed", true).runOne();

        assertThat(result).containsEntry("outcome", "ready").containsEntry("file_type", found);
        assertThat(Jobs.objects(result, "variants")).hasSize(variants);
    }

    /** Nothing here reads them, and nothing here knows that they are something else. */
    @Test
    void runBatch_imageOfForeignType_isReadyWithoutVariants() {
        Map<String, Object> result =
                jobs().process("org/note/original.txt", "image/svg+xml").runOne();

        assertThat(result)
                .containsEntry("outcome", "ready")
                .containsEntry("reason", "no_decoder")
                .containsEntry("file_type", "image/svg+xml")
                .containsEntry("variants", List.of());
    }

    /** What runs scripts passes for nothing that browsers show. */
    @ParameterizedTest
    @CsvSource({
        "text/plain, type_mismatch",
        "application/pdf, type_mismatch",
        "video/mp4, type_mismatch",
        "audio/mpeg, type_mismatch",
        "image/jpeg, not_an_image",
        "image/x-icon, not_an_image",
        "image/svg+xml, not_an_image",
        "text/html,",
        "text/markdown,",
        "application/zip,"
    })
    void runBatch_page_isNothingElse(String declared, @Nullable String reason) {
        Map<String, Object> result =
                jobs().process("org/page/original.html", declared).runOne();

        assertThat(result).containsEntry("outcome", reason == null ? "ready" : "rejected");
        if (reason != null) {
            assertThat(result)
                    .containsEntry("reason", reason)
                    .containsEntry("detail", "declared " + declared + ", the bytes are text/html");
        }
    }

    @Test
    void runBatch_otherChecksumThanDeclared_isRejected() {
        assertThat(jobs().process("org/1/original.jpg", "image/jpeg", "sha256", "00".repeat(32))
                        .runOne())
                .containsEntry("outcome", "rejected")
                .containsEntry("reason", "checksum_mismatch");
        assertThat(jobs().process("org/1/original.jpg", "image/jpeg", "sha256", sha256(photo))
                        .runOne())
                .containsEntry("outcome", "ready");
    }

    @Test
    void runBatch_textFile_isReadyWithChecksumAndWithoutVariants() {
        Map<String, Object> result =
                jobs().process("org/note/original.txt", "text/csv").runOne();

        assertThat(result)
                .containsEntry("outcome", "ready")
                .containsEntry("file_type", "text/csv")
                .containsEntry("sha256", sha256("Grüße aus Zürich\n".getBytes(UTF_8)))
                .containsEntry("variants", List.of());
    }

    @Test
    void runBatch_textDeclaredAsImage_isRejectedAsNoImage() {
        assertThat(jobs().process("org/note/original.txt", "image/jpeg").runOne())
                .containsEntry("outcome", "rejected")
                .containsEntry("reason", "not_an_image");
    }

    @Test
    void runBatch_deleteTwice_isReadyBothTimesAndTheObjectIsGone() {
        s3.put("org/old/original.jpg", photo);

        assertThat(jobs().delete("org/old/original.jpg").runOne()).containsEntry("outcome", "ready");
        assertThat(s3.get("org/old/original.jpg")).isNull();
        assertThat(jobs().delete("org/old/original.jpg").runOne()).containsEntry("outcome", "ready");
    }

    @Test
    void runBatch_wrongSecret_isRetriedAsDeniedAndTellsNoSecret() {
        Map<String, Object> result = jobs().profile("stranger")
                .process("org/1/original.jpg", "image/jpeg")
                .runOne();

        assertThat(result).containsEntry("outcome", "retry").containsEntry("reason", "store_denied");
        assertThat(result.toString()).doesNotContain("wrong-secret", LocalS3.ACCESS_KEY, "Signature=", "Credential=");
    }

    @Test
    void runBatch_profileWithoutKeys_isRetriedWithAHint() {
        assertThat(jobs().profile("empty")
                        .process("org/1/original.jpg", "image/jpeg")
                        .runOne())
                .containsEntry("outcome", "retry")
                .containsEntry("reason", "credentials_missing")
                .extractingByKey("detail")
                .asString()
                .contains("add [empty] to ~/.aws/credentials");
    }

    @Test
    void runBatch_storeAway_isRetried() {
        assertThat(new Jobs("http://127.0.0.1:1")
                        .process("org/1/original.jpg", "image/jpeg")
                        .runOne())
                .containsEntry("outcome", "retry")
                .containsEntry("reason", "store_unavailable");
    }

    @Test
    void runBatch_manyJobsOneUnreadable_hasAResultForEachInOrder() {
        List<Map<String, Object>> results = jobs().process("org/1/original.jpg", "image/jpeg")
                .job(Map.of("job_id", 2, "kind", "make_coffee"))
                .process("org/note/original.txt", "text/plain")
                .run();

        assertThat(results).extracting(r -> r.get("job_id")).containsExactly(1, 2, 3);
        assertThat(results).extracting(r -> r.get("outcome")).containsExactly("ready", "failed", "ready");
    }

    @Test
    void runBatch_noJson_isAnErrorThatSqlCanRaise() {
        assertThat(Jobs.runBatch("what?")).isEqualTo("!invalid_argument\tthis is no JSON object\t");
        assertThat(Jobs.runBatch("{\"threads\":2,\"deadline_ms\":1000,\"jobs\":[{}]}"))
                .startsWith("!invalid_argument\tjob_id is missing");
    }

    private static Jobs jobs() {
        return new Jobs(s3.endpoint());
    }

    private static String size(byte[] image) throws IOException {
        BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(image));
        return decoded.getWidth() + " x " + decoded.getHeight();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
