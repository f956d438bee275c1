package org.pgfiles.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgfiles.http.client.SignedRequest;
import org.pgfiles.http.client.UploadRequest;

/** Bytes are not what they are said to be: the file is rejected with a reason, and the next good one is processed. */
@Promise("bytes that are not what was declared are rejected, with the reason")
@Tag("core")
@ExtendWith(WorldExtension.class)
class VerifyTest {
    private final World world;
    private final String site;

    VerifyTest(World world) {
        this.world = world;
        this.site = world.newSite();
    }

    /** What becomes of bytes that are declared as a JPEG of their size. */
    private JsonNode verdictOn(byte[] bytes) {
        JsonNode verdict = world.process(world.alice(), UploadRequest.jpeg(site, bytes.length), bytes);
        assertThat(verdict.path("processed_at").isTextual()).isTrue();
        assertThat(verdict.path("status_detail").asText())
                .as("a reason for people")
                .isNotBlank();
        assertThat(verdict.path("download_url").asText()).isEmpty();
        world.readyPhoto(world.alice(), UploadRequest.jpeg(site, TestPhoto.small().length));
        return verdict;
    }

    private static void assertRejected(JsonNode file, String... reasons) {
        assertThat(file.path("status").asText()).as(file.toString()).isEqualTo("rejected");
        assertThat(file.path("status_reason").asText()).isIn((Object[]) reasons);
    }

    @Test
    void confirmUpload_beforeTheUpload_isRejectedAndMayBeRepeated() {
        byte[] photo = TestPhoto.small();
        SignedRequest put = world.alice().uploadUrl(UploadRequest.jpeg(site, photo.length));

        world.alice().confirm(put.fileId());
        JsonNode early = world.awaitFinal(world.alice(), put.fileId());
        assertRejected(early, "object_missing");
        assertThat(early.path("status_detail").asText())
                .isEqualTo("nothing was uploaded yet: upload, then confirm again");

        assertThat(put.send(photo).statusCode()).isEqualTo(200);
        JsonNode confirmed = world.alice().confirm(put.fileId());
        assertThat(confirmed.path("status").asText()).isEqualTo("uploaded");
        assertThat(confirmed.path("status_reason").isNull()).isTrue();
        JsonNode file = world.awaitFinal(world.alice(), put.fileId());
        assertThat(file.path("status").asText()).isEqualTo("ready");
        assertThat(file.path("status_reason").isNull()).isTrue();
        assertThat(file.path("status_detail").isNull()).isTrue();
    }

    @Test
    void confirmUpload_twice_isHarmless() {
        byte[] photo = TestPhoto.small();
        UUID fileId = world.alice().upload(UploadRequest.jpeg(site, photo.length), photo);
        world.alice().confirm(fileId);
        world.alice().confirm(fileId);
        JsonNode ready = world.awaitFinal(world.alice(), fileId);

        JsonNode again = world.alice().confirm(fileId);

        assertThat(again.path("status").asText()).isEqualTo("ready");
        assertThat(again.path("processed_at")).isEqualTo(ready.path("processed_at"));
        assertThat(world.database().texts("select id from pgfiles.job where file_id = ?", fileId))
                .isEmpty();
    }

    @Test
    void process_textDeclaredAsJpeg_isRejected() {
        assertRejected(verdictOn("not a picture. ".repeat(100).getBytes(UTF_8)), "not_an_image", "type_mismatch");
    }

    @Test
    void process_zeroBytesDeclaredAsJpeg_isRejected() {
        assertRejected(verdictOn(new byte[5000]), "not_an_image", "type_mismatch");
    }

    @Test
    void process_pngDeclaredAsJpeg_isRejected() {
        assertRejected(verdictOn(TestPhoto.png(320, 240)), "type_mismatch");
    }

    @Test
    void process_oneByte_isRejected() {
        assertRejected(verdictOn(new byte[] {(byte) 0xFF}), "not_an_image", "type_mismatch");
    }

    @Test
    void process_truncatedJpeg_isRejected() {
        byte[] photo = TestPhoto.jpeg(1200, 900);
        assertRejected(verdictOn(Arrays.copyOf(photo, photo.length / 2)), "damaged_image");
    }

    @Test
    void process_headerOfAJpegAlone_isRejected() {
        assertRejected(verdictOn(Arrays.copyOf(TestPhoto.jpeg(320, 240), 30)), "damaged_image");
    }

    @Test
    void process_hugeDimensions_isRejectedBeforeDecoding() {
        byte[] png = pngHeader(100_000, 100_000);
        JsonNode file = world.process(
                world.alice(), UploadRequest.jpeg(site, png.length).with("file_type", "image/png"), png);
        assertRejected(file, "too_many_pixels");
        assertThat(file.path("status_detail").asText()).contains("50000000", "100000 x 100000");
        world.readyPhoto(world.alice(), UploadRequest.jpeg(site, TestPhoto.small().length));
    }

    @Test
    void process_png_becomesReadyWithThumbnails() {
        byte[] png = TestPhoto.png(320, 240);
        JsonNode file = world.process(
                world.alice(), UploadRequest.jpeg(site, png.length).with("file_type", "image/png"), png);
        assertThat(file.path("status").asText()).isEqualTo("ready");
        String url = world.alice()
                .file(UUID.fromString(file.path("id").asText()), ",thumbnail_small_url")
                .path("thumbnail_small_url")
                .asText();
        assertThat(TestPhoto.decoded(SignedRequest.get(url).body()).getWidth()).isEqualTo(150);
    }

    /** As browsers send photos of phones, and what else says that it does not know. */
    @ParameterizedTest
    @CsvSource({
        "IMG_1.HEIC, ''",
        "IMG_1.jpg, application/octet-stream",
        "photo, ''",
        "photo.jpg, IMAGE/JPEG; charset=UTF-8",
        "photo.jpg, image/pjpeg"
    })
    void process_photoWithoutAType_isWhatItsBytesAre(String name, String type) {
        byte[] photo = TestPhoto.small();
        JsonNode file = world.process(
                world.alice(),
                UploadRequest.jpeg(site, photo.length).with("file_name", name).with("file_type", type),
                photo);
        assertThat(file.path("status").asText()).as(file.toString()).isEqualTo("ready");
        assertThat(file.path("file_type").asText()).isEqualTo("image/jpeg");
        String url = world.alice()
                .file(UUID.fromString(file.path("id").asText()), ",thumbnail_small_url")
                .path("thumbnail_small_url")
                .asText();
        assertThat(TestPhoto.decoded(SignedRequest.get(url).body()).getWidth()).isEqualTo(150);
    }

    @Test
    void process_textWithoutAType_isRejectedByABucketOfImages() {
        byte[] text = "not a picture. ".repeat(10).getBytes(UTF_8);
        JsonNode file = world.process(
                world.alice(), UploadRequest.jpeg(site, text.length).without("file_type"), text);
        assertRejected(file, "type_mismatch");
        assertThat(file.path("status_detail").asText())
                .isEqualTo("allowed: image/*, application/pdf; the bytes are text/plain");
    }

    /** What is signed is kept. */
    @Test
    void process_svg_becomesReadyWithoutThumbnailsAndIsNeverShown() {
        byte[] svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".getBytes(UTF_8);
        JsonNode file = world.process(
                world.alice(),
                UploadRequest.jpeg(site, svg.length).with("file_name", "a.svg").with("file_type", "image/svg+xml"),
                svg);
        assertThat(file.path("status").asText()).as(file.toString()).isEqualTo("ready");
        assertThat(file.path("status_reason").asText()).isEqualTo("no_decoder");
        JsonNode row =
                world.alice().file(UUID.fromString(file.path("id").asText()), ",download_url,thumbnail_small_url");
        assertThat(row.path("thumbnail_small_url").isNull()).isTrue();
        HttpResponse<byte[]> download =
                SignedRequest.get(row.path("download_url").asText());
        assertThat(download.body()).isEqualTo(svg);
        assertThat(download.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    }

    @Test
    void process_pdf_becomesReadyWithoutThumbnails() {
        byte[] pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n".getBytes(UTF_8);
        JsonNode file = world.process(
                world.alice(), UploadRequest.jpeg(site, pdf.length).with("file_type", "application/pdf"), pdf);
        assertThat(file.path("status").asText()).as(file.toString()).isEqualTo("ready");
        JsonNode row =
                world.alice().file(UUID.fromString(file.path("id").asText()), ",download_url,thumbnail_small_url");
        assertThat(row.path("thumbnail_small_url").isNull()).isTrue();
        assertThat(SignedRequest.get(row.path("download_url").asText()).body()).isEqualTo(pdf);
    }

    /** A PNG of which there is only the header (PNG specification, section 5.6), padded. */
    private static byte[] pngHeader(int width, int height) {
        ByteBuffer png = ByteBuffer.allocate(200);
        png.putLong(0x89504E470D0A1A0AL).putInt(13);
        int from = png.position();
        png.put("IHDR".getBytes(UTF_8)).putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(png.array(), from, png.position() - from);
        return png.putInt((int) crc.getValue()).array();
    }
}
