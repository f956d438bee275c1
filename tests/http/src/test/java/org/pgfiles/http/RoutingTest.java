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

/** Which bucket a new file goes to, with which limits, and under which host name clients reach it. */
@Promise("files go to the bucket of their organization or entity type")
@ExtendWith(WorldExtension.class)
class RoutingTest {
    private static final byte[] PHOTO = TestPhoto.small();

    private final World world;

    RoutingTest(World world) {
        this.world = world;
    }

    private RoutedBucket anotherBucket() {
        return RoutedBucket.unrouted(world, RoutedBucket.changes());
    }

    private static String bucketOf(Api user, UploadRequest upload) {
        return user.file(user.uploadUrl(upload).fileId(), "").path("bucket").asText();
    }

    @Test
    void upload_ofARoutedOrganization_goesToItsBucketUnderItsLimits() {
        RoutedBucket bucket = RoutedBucket.forAcme(world, RoutedBucket.changes().put("max_bytes", PHOTO.length));
        UploadRequest upload = UploadRequest.jpeg(world.newSite(), PHOTO.length);

        JsonNode file = world.process(world.alice(), upload, PHOTO);

        assertThat(file.path("status").asText()).isEqualTo("ready");
        assertThat(file.path("bucket").asText()).isEqualTo(bucket.name());
        assertThat(world.alice()
                        .rpc(
                                "generate_upload_url",
                                upload.with("file_size", PHOTO.length + 1).json())
                        .problem())
                .extracting(Problem::status, Problem::code)
                .containsExactly(413, "PT413");
        // Who has no route keeps the default bucket and its limits.
        assertThat(bucketOf(world.carol(), UploadRequest.jpeg(world.newForeignSite(), PHOTO.length + 1)))
                .isEqualTo("main");
    }

    @Test
    void upload_severalRoutesMatch_mostSpecificWins() {
        RoutedBucket ofType = anotherBucket();
        RoutedBucket ofOrganization = anotherBucket();
        RoutedBucket ofBoth = anotherBucket();
        UploadRequest ofSite = UploadRequest.jpeg(world.newSite(), PHOTO.length);
        UploadRequest ofForeignSite = UploadRequest.jpeg(world.newForeignSite(), PHOTO.length);
        try (TemporaryEntityType type = TemporaryEntityType.forSites(world)) {
            UploadRequest ofTyped = ofSite.with("entity_type", type.name());
            type.route(null, ofType);
            assertThat(bucketOf(world.alice(), ofTyped)).isEqualTo(ofType.name());

            ofOrganization.takesFilesOf(world, world.acme());
            assertThat(bucketOf(world.alice(), ofTyped)).isEqualTo(ofOrganization.name());

            type.route(world.acme(), ofBoth);
            assertThat(bucketOf(world.alice(), ofTyped)).isEqualTo(ofBoth.name());

            assertThat(bucketOf(world.alice(), ofSite)).isEqualTo(ofOrganization.name());
            assertThat(bucketOf(world.alice(), ofSite.ofMyOwn())).isEqualTo(ofOrganization.name());
            assertThat(bucketOf(world.carol(), ofForeignSite.with("entity_type", type.name())))
                    .isEqualTo(ofType.name());
            assertThat(bucketOf(world.carol(), ofForeignSite)).isEqualTo("main");
        }
    }

    @Test
    void route_addedLater_leavesOldFilesWhereTheyAre() {
        UUID old = world.readyPhoto(world.alice(), UploadRequest.jpeg(world.newSite(), PHOTO.length));
        RoutedBucket.forAcme(world, RoutedBucket.changes());

        assertThat(world.alice().file(old, "").path("bucket").asText()).isEqualTo("main");
        assertThat(world.alice().downloadUrl(old).send().body()).isEqualTo(PHOTO);
    }

    /** The second name of the same server; what a client gets is signed for that name and for no other. */
    @Test
    void publicEndpoint_otherThanTheInternal_isInEveryUrlOfAClient() {
        String internal = world.stack().s3Endpoint().toString();
        String outside = internal.contains("127.0.0.1")
                ? internal.replace("127.0.0.1", "localhost")
                : internal.replace("localhost", "127.0.0.1");
        RoutedBucket.forAcme(world, RoutedBucket.changes().put("public_endpoint", outside));
        UploadRequest upload = UploadRequest.jpeg(world.newSite(), PHOTO.length);

        SignedRequest put = world.alice().uploadUrl(upload);
        assertThat(put.url().toString()).startsWith(outside + "/");
        assertThat(put.withUrl(put.url().toString().replace(outside, internal))
                        .send(PHOTO)
                        .statusCode())
                .as("the host is part of the signature")
                .isEqualTo(403);
        assertThat(put.send(PHOTO).statusCode()).isEqualTo(200);

        world.alice().confirm(put.fileId());
        assertThat(world.awaitFinal(world.alice(), put.fileId()).path("status").asText())
                .isEqualTo("ready");
        JsonNode row = world.alice().file(put.fileId(), ",download_url,thumbnail_small_url");
        assertThat(row.path("download_url").asText()).startsWith(outside + "/");
        assertThat(SignedRequest.get(row.path("download_url").asText()).body()).isEqualTo(PHOTO);
        assertThat(row.path("thumbnail_small_url").asText()).startsWith(outside + "/");
        assertThat(TestPhoto.decoded(SignedRequest.get(
                                        row.path("thumbnail_small_url").asText())
                                .body())
                        .getWidth())
                .isEqualTo(150);
        SignedRequest download = world.alice().downloadUrl(put.fileId());
        assertThat(download.url().toString()).startsWith(outside + "/");
        assertThat(download.send().body()).isEqualTo(PHOTO);
    }
}
