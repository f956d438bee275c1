package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.SignedRequest;
import org.pgfiles.http.client.UploadRequest;

/** The main job: a photo goes in, typed columns and signed URLs come out. */
@Promise("an upload goes straight to the store, and a worker fills the photo's columns")
@ExtendWith(WorldExtension.class)
class UploadTest {
    private final World world;

    UploadTest(World world) {
        this.world = world;
    }

    @Tag("smoke")
    @Test
    void generateUploadUrl_photoOfSite_saysExactlyWhatToSend() {
        Instant asked = Instant.now();
        SignedRequest put = world.alice().uploadUrl(UploadRequest.jpeg(world.newSite(), 12345));

        assertThat(put.method()).isEqualTo("PUT");
        assertThat(put.url().toString()).startsWith(world.stack().s3Endpoint() + "/");
        assertThat(put.headers()).containsEntry("content-type", "image/jpeg");
        // A page may not set it, and sends it all the same; the signature binds it.
        assertThat(put.headers()).doesNotContainKey("content-length");
        assertThat(put.url().getQuery()).contains("X-Amz-SignedHeaders=content-length;");
        assertThat(put.expiresAt().toInstant()).isCloseTo(asked.plusSeconds(900), within(60, ChronoUnit.SECONDS));
    }

    @Tag("smoke")
    @Test
    void confirmUpload_photoWithExif_becomesReadyWithTypedColumns() {
        byte[] photo = TestPhoto.portrait();
        String site = world.newSite();
        UUID fileId = world.alice().upload(UploadRequest.jpeg(site, photo.length), photo);
        assertThat(world.alice().file(fileId, "").path("status").asText()).isEqualTo("pending");

        JsonNode confirmed = world.alice().confirm(fileId);
        assertThat(confirmed.path("id").asText()).isEqualTo(fileId.toString());
        assertThat(confirmed.path("status").asText()).isEqualTo("uploaded");

        JsonNode file = world.awaitFinal(world.alice(), fileId);
        assertThat(file.path("status").asText()).isEqualTo("ready");
        assertThat(file.path("status_reason").isNull()).isTrue();
        assertThat(file.path("entity_type").asText()).isEqualTo(UploadRequest.SITE);
        assertThat(file.path("entity_id").asText()).isEqualTo(site);
        assertThat(file.path("file_size").asInt()).isEqualTo(photo.length);
        assertThat(file.path("width").asInt()).isEqualTo(900);
        assertThat(file.path("height").asInt()).isEqualTo(1200);
        assertThat(file.path("orientation").asInt()).isEqualTo(6);
        assertThat(file.path("latitude").asDouble()).isCloseTo(ExifSegment.LATITUDE, within(1e-6));
        assertThat(file.path("longitude").asDouble()).isCloseTo(ExifSegment.LONGITUDE, within(1e-6));
        assertThat(file.path("altitude").asDouble()).isCloseTo(ExifSegment.ALTITUDE, within(1e-6));
        assertThat(OffsetDateTime.parse(file.path("captured_at").asText()).toInstant())
                .isEqualTo(Instant.parse("2024-07-14T10:30:45Z"));
        assertThat(file.path("captured_at_local").asText()).isEqualTo("2024-07-14T12:30:45");
        assertThat(file.path("camera_make").asText()).isEqualTo("Fairphone");
        assertThat(file.path("camera_model").asText()).isEqualTo("FP5");
        assertThat(file.path("lens_model").asText()).isEqualTo("Wide 26mm f/1.8");
        assertThat(file.path("exposure_time").asDouble()).isEqualTo(1.0 / 250);
        assertThat(file.path("f_number").asDouble()).isEqualTo(1.8);
        assertThat(file.path("iso").asInt()).isEqualTo(100);
        assertThat(file.path("focal_length").asDouble()).isEqualTo(4.7);
        assertThat(file.path("exif").toString()).contains("Fairphone");
        assertThat(file.path("processed_at").isTextual()).isTrue();
    }

    @Promise("a download gives the same bytes under their name")
    @Tag("smoke")
    @Test
    void downloadUrl_readyFile_givesTheSameBytesUnderTheirUnicodeName() {
        byte[] photo = TestPhoto.portrait();
        UploadRequest upload = UploadRequest.jpeg(world.newSite(), photo.length).with("file_name", "Übersicht 東京.jpg");
        JsonNode file = world.process(world.alice(), upload, photo);
        UUID fileId = UUID.fromString(file.path("id").asText());
        // RFC 5987, section 3.2.1: UTF-8, percent-encoded.
        String name = "filename*=UTF-8''%C3%9Cbersicht%20%E6%9D%B1%E4%BA%AC.jpg";

        HttpResponse<byte[]> shown = world.alice().downloadUrl(fileId).send();
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).isEqualTo(photo);
        assertThat(shown.headers().firstValue("content-type")).hasValue("image/jpeg");
        assertThat(shown.headers().firstValue("content-disposition"))
                .hasValueSatisfying(
                        value -> assertThat(value).startsWith("inline").contains(name));

        HttpResponse<byte[]> saved = world.alice()
                .rpc("generate_download_url", "{\"file_id\": \"" + fileId + "\", \"is_attachment\": true}")
                .signed()
                .send();
        assertThat(saved.body()).isEqualTo(photo);
        assertThat(saved.headers().firstValue("content-disposition"))
                .hasValueSatisfying(
                        value -> assertThat(value).startsWith("attachment").contains(name));
    }

    @Tag("core")
    @Test
    void generateDownloadUrl_variant_givesTheThumbnail() {
        UUID fileId = world.readyPhoto(world.alice(), UploadRequest.jpeg(world.newSite(), TestPhoto.small().length));

        HttpResponse<byte[]> thumbnail = world.alice()
                .rpc("generate_download_url", "{\"file_id\": \"" + fileId + "\", \"variant\": \"thumbnail_small\"}")
                .signed()
                .send();

        assertThat(thumbnail.statusCode()).isEqualTo(200);
        assertThat(TestPhoto.decoded(thumbnail.body()).getWidth()).isEqualTo(150);
    }

    @Test
    void files_listWithUrlsAsColumns_hasOneSignedUrlPerRow() {
        String site = world.newSite();
        UploadRequest upload = UploadRequest.jpeg(site, TestPhoto.small().length);
        UUID ready = world.readyPhoto(world.alice(), upload);
        UUID pending = world.alice().uploadUrl(upload).fileId();

        JsonNode rows = world.alice()
                .get("/files?select=id,file_name,download_url,thumbnail_small_url&entity_id=eq." + site
                        + "&order=created_at.desc&limit=50")
                .success();

        assertThat(rows.findValuesAsText("id")).containsExactly(pending.toString(), ready.toString());
        assertThat(rows.get(0).path("download_url").isNull()).isTrue();
        assertThat(rows.get(0).path("thumbnail_small_url").isNull()).isTrue();
        String url = rows.get(1).path("download_url").asText();
        assertThat(SignedRequest.get(url).body()).isEqualTo(TestPhoto.small());
    }

    @Test
    void confirmUpload_fileWithoutEntity_becomesReady() {
        byte[] photo = TestPhoto.small();
        JsonNode file = world.process(
                world.alice(), UploadRequest.jpeg("", photo.length).ofMyOwn(), photo);

        assertThat(file.path("status").asText()).isEqualTo("ready");
        assertThat(file.path("entity_type").isNull()).isTrue();
        assertThat(file.path("latitude").isNull()).isTrue();
    }
}
