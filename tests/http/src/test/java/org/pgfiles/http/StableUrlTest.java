package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.SignedRequest;
import org.pgfiles.http.client.UploadRequest;

/** URLs that stay the same, so that browsers and CDNs can cache what is behind them. */
@Promise("a URL stays the same as long as a browser may keep what is behind it")
@ExtendWith(WorldExtension.class)
class StableUrlTest {
    private static final byte[] PHOTO = TestPhoto.small();

    private final World world;

    StableUrlTest(World world) {
        this.world = world;
    }

    private UUID readyPhoto() {
        return world.readyPhoto(world.alice(), UploadRequest.jpeg(world.newSite(), PHOTO.length));
    }

    private JsonNode download(UUID fileId, String moreArguments) {
        return world.alice()
                .rpc("generate_download_url", "{\"file_id\": \"" + fileId + "\"" + moreArguments + "}")
                .success();
    }

    /** Of three at least two are the same: between them one window may end, but not two. Signed in different seconds. */
    private static void assertStable(Supplier<String> urls) {
        Set<String> different = new LinkedHashSet<>();
        for (int i = 0; i < 3; i++) {
            different.add(urls.get());
            World.pause(Duration.ofMillis(1_050));
        }
        assertThat(different).hasSizeBetween(1, 2).allSatisfy(one -> assertThat(one)
                .contains("X-Amz-Signature="));
    }

    @Test
    void columns_readAgainWithinTheirWindow_areTheSameUrls() {
        String query = "/files?id=eq." + readyPhoto()
                + "&select=download_url,thumbnail_small_url,thumbnail_medium_url,thumbnail_large_url";
        assertStable(() -> world.alice().get(query).text());

        world.alice().get(query).success().get(0).forEach(url -> assertThat(
                        SignedRequest.get(url.asText()).statusCode())
                .isEqualTo(200));
    }

    @Test
    void generateDownloadUrl_stableFor_isTheSameUrlAndWorks() {
        UUID fileId = readyPhoto();
        assertStable(() -> download(fileId, ", \"stable_for\": 3600, \"expires_in\": 120")
                .path("url")
                .asText());

        JsonNode stable = download(fileId, ", \"stable_for\": 3600, \"expires_in\": 120");
        assertThat(SignedRequest.get(stable.path("url").asText()).body()).isEqualTo(PHOTO);
        assertThat(OffsetDateTime.parse(stable.path("expires_at").asText()).toInstant())
                .as("it lives as long as asked for, and not longer than the window more")
                .isBetween(Instant.now().plusSeconds(100), Instant.now().plusSeconds(3600 + 130));
    }

    @Test
    void generateDownloadUrl_stableForOtherArguments_isAnotherUrl() {
        UUID fileId = readyPhoto();
        Set<String> urls = new LinkedHashSet<>();
        for (String argument : new String[] {"", ", \"is_attachment\": true", ", \"variant\": \"thumbnail_small\""}) {
            urls.add(download(fileId, ", \"stable_for\": 3600" + argument)
                    .path("url")
                    .asText());
        }
        assertThat(urls).hasSize(3);
    }

    @Test
    void generateDownloadUrl_withoutStableFor_isSignedAnew() {
        UUID fileId = readyPhoto();
        String first = download(fileId, "").path("url").asText();
        World.pause(Duration.ofMillis(1_050));
        assertThat(download(fileId, "").path("url").asText()).isNotEqualTo(first);
    }

    @Test
    void generateDownloadUrl_stableForAColleague_isTheSameUrl() {
        String arguments = "{\"file_id\": \"" + readyPhoto() + "\", \"stable_for\": 86100}";
        Iterator<Api> users = List.of(world.alice(), world.bob(), world.alice()).iterator();
        assertStable(() -> users.next()
                .rpc("generate_download_url", arguments)
                .success()
                .path("url")
                .asText());
    }

    @Test
    void everyUrl_ofABucketWithACdn_isUnsigned() {
        String cdn = "https://cdn.example.org/media";
        RoutedBucket.forAcme(world, RoutedBucket.changes().put("cdn_base_url", cdn));
        UUID fileId = readyPhoto();
        JsonNode row = world.alice().file(fileId, ",download_url,thumbnail_small_url");
        String url = cdn + "/"
                + world.database()
                        .text(
                                "select coalesce(f.checked_key, f.s3_original_key) from pgfiles.file f where f.id = ?::uuid",
                                fileId.toString());
        String thumbnail =
                cdn + "/" + row.at("/variants/thumbnail_small/s3_key").asText();

        assertThat(row.path("download_url").asText()).isEqualTo(url);
        assertThat(row.path("thumbnail_small_url").asText()).isEqualTo(thumbnail);
        JsonNode signed = download(fileId, "");
        assertThat(signed.path("url").asText()).isEqualTo(url);
        assertThat(signed.path("expires_at").isNull()).as(signed.toString()).isTrue();
        JsonNode batch = world.alice()
                .rpc("generate_download_urls", "{\"file_ids\": [\"" + fileId + "\"], \"variant\": \"thumbnail_small\"}")
                .success()
                .get(0);
        assertThat(batch.path("url").asText()).isEqualTo(thumbnail);
        assertThat(batch.path("expires_at").isNull()).isTrue();
        assertThat(batch.path("error").isNull()).isTrue();
        // Uploads are signed as ever: the photo came through one.
        assertThat(world.alice()
                        .uploadUrl(UploadRequest.jpeg(world.newSite(), PHOTO.length))
                        .url()
                        .toString())
                .startsWith(world.stack().s3Endpoint() + "/")
                .contains("X-Amz-Signature=");
    }
}
