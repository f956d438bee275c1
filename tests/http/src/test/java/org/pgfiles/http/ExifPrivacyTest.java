package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.Problem;
import org.pgfiles.http.client.SignedRequest;
import org.pgfiles.http.client.UploadRequest;

/** A bucket that hides EXIF: the uploader has all of her photo, her colleague the picture alone. */
@Promise("a bucket hides where a photo was taken")
@ExtendWith(WorldExtension.class)
class ExifPrivacyTest {
    private final World world;

    ExifPrivacyTest(World world) {
        this.world = world;
    }

    private UUID photoUnder(String policy) {
        RoutedBucket.forAcme(world, RoutedBucket.changes().put("exif_policy", policy));
        return photo();
    }

    private UUID photo() {
        byte[] photo = TestPhoto.portrait();
        JsonNode file = world.process(world.alice(), UploadRequest.jpeg(world.newSite(), photo.length), photo);
        assertThat(file.path("status").asText()).as("%s", file).isEqualTo("ready");
        return UUID.fromString(file.path("id").asText());
    }

    private static byte[] original(Api user, UUID fileId) {
        String url = user.file(fileId, ",download_url").path("download_url").asText();
        byte[] bytes = SignedRequest.get(url).body();
        assertThat(user.downloadUrl(fileId).send().body()).isEqualTo(bytes);
        return bytes;
    }

    /** The orientation is left, without which the picture would lie on its side. */
    private void assertIsStripped(byte[] photo) {
        JsonNode exif = world.bob().rpc("parse_exif", photo).success();
        assertThat(exif.path("raw").fieldNames()).toIterable().containsExactly("Orientation");
        assertThat(exif.path("orientation").asInt()).isEqualTo(6);
        assertThat(TestPhoto.decoded(photo).getWidth()).isEqualTo(1200);
    }

    @Test
    void hideGps_colleague_seesAllButThePlaceAndDownloadsTheStrippedCopy() {
        UUID fileId = photoUnder("hide_gps");

        JsonNode seen = world.bob().file(fileId, "");
        assertThat(seen.path("latitude").isNull()).isTrue();
        assertThat(seen.path("longitude").isNull()).isTrue();
        assertThat(seen.path("orientation").asInt()).isEqualTo(6);
        assertThat(seen.path("exif").fieldNames()).toIterable().isNotEmpty().noneMatch(tag -> tag.startsWith("GPS"));
        assertThat(world.bob().get("/files?select=id&latitude=gt.0").success()).isEmpty();
        assertThat(world.bob().get("/files?select=id&latitude=not.is.null").success())
                .isEmpty();
        assertIsStripped(original(world.bob(), fileId));
    }

    @Test
    void hideGps_uploaderAndAdmin_haveEverything() {
        UUID fileId = photoUnder("hide_gps");
        for (Api user : new Api[] {world.alice(), world.admin()}) {
            assertThat(user.file(fileId, "").path("latitude").isNumber()).isTrue();
            assertThat(original(user, fileId)).isEqualTo(TestPhoto.portrait());
        }
        assertThat(world.alice().get("/files?select=id&latitude=gt.0").success())
                .hasSize(1);
    }

    @Test
    void strip_colleague_seesNoExifAtAll() {
        UUID fileId = photoUnder("strip");
        JsonNode seen = world.bob().file(fileId, "");
        for (String column : new String[] {"latitude", "captured_at", "camera_make", "orientation", "exif"}) {
            assertThat(seen.path(column).isNull()).as(column).isTrue();
        }
        assertIsStripped(original(world.bob(), fileId));
    }

    @Test
    void hideGps_switchedOnLater_colleagueHasTheStrippedCopyAfterTheWorkersTurn() {
        RoutedBucket bucket = RoutedBucket.forAcme(world, RoutedBucket.changes().put("exif_policy", "keep"));
        UUID fileId = photo();
        assertThat(original(world.bob(), fileId)).isEqualTo(TestPhoto.portrait());

        world.database().execute("update pgfiles.bucket set exif_policy = 'hide_gps' where name = ?", bucket.name());
        world.awaitVariant(fileId, "stripped");

        assertThat(world.bob().file(fileId, "").path("latitude").isNull()).isTrue();
        assertIsStripped(original(world.bob(), fileId));
        assertThat(original(world.alice(), fileId)).isEqualTo(TestPhoto.portrait());
    }

    @Test
    void strip_fileOfWhichNoCopyCanBeMade_isKeptFromColleagues() {
        RoutedBucket.forAcme(world, RoutedBucket.changes().put("exif_policy", "strip"));
        world.database()
                .execute(
                        "update pgfiles.bucket b set allowed_types = '{*/*}' from pgfiles.bucket_route r"
                                + " where b.name = r.bucket and r.organization_id = ?",
                        world.acme());
        byte[] text = "a text, which has no copy without metadata".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        UploadRequest upload = UploadRequest.jpeg(world.newSite(), text.length).with("file_type", "text/plain");
        UUID fileId = UUID.fromString(
                world.process(world.alice(), upload, text).path("id").asText());

        assertThat(world.bob()
                        .file(fileId, ",download_url")
                        .path("download_url")
                        .isNull())
                .isTrue();
        Problem problem = world.bob()
                .rpc("generate_download_url", "{\"file_id\": \"" + fileId + "\"}")
                .problem();
        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.hint()).contains("originals private");
        assertThat(original(world.alice(), fileId)).isEqualTo(text);
    }
}
