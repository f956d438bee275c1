package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.http.client.Download;
import org.pgfiles.http.client.SignedRequest;
import org.pgfiles.http.client.UploadRequest;

/** A declared SHA-256 binds the bytes: by the signature, by the store where it checks digests, by a worker at the latest. */
@Promise("what was declared by its digest is that or is rejected")
@ExtendWith(WorldExtension.class)
class ChecksumTest {
    private static final byte[] PHOTO = TestPhoto.small();
    private static final String DIGEST = sha256(PHOTO);

    private final World world;
    private final UploadRequest upload;

    ChecksumTest(World world) {
        this.world = world;
        this.upload = UploadRequest.jpeg(world.newSite(), PHOTO.length);
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Download.newDigest().digest(bytes));
    }

    /** The same length, and still a picture. */
    private static byte[] otherPhoto() {
        byte[] other = PHOTO.clone();
        other[other.length - 3] ^= 1;
        return other;
    }

    private JsonNode finalRow(SignedRequest put) {
        world.alice().confirm(put.fileId());
        return world.awaitFinal(world.alice(), put.fileId());
    }

    @Test
    void put_bytesOfTheDeclaredDigest_becomesReady() {
        SignedRequest put = world.alice().uploadUrl(upload.with("sha256", DIGEST));

        assertThat(put.headers()).containsKey("x-amz-checksum-sha256");
        assertThat(put.send(PHOTO).statusCode()).isEqualTo(200);
        JsonNode file = finalRow(put);
        assertThat(file.path("status").asText()).as(file.toString()).isEqualTo("ready");
        assertThat(file.path("sha256").asText()).isEqualTo(DIGEST);
    }

    @Test
    void put_digestInUpperCase_isTheSameDigest() {
        SignedRequest put = world.alice().uploadUrl(upload.with("sha256", DIGEST.toUpperCase(Locale.ROOT)));

        assertThat(put.send(PHOTO).statusCode()).isEqualTo(200);
        assertThat(finalRow(put).path("status").asText()).isEqualTo("ready");
    }

    @Test
    void put_otherBytesThanDeclared_neverBecomesReady() {
        SignedRequest put = world.alice().uploadUrl(upload.with("sha256", DIGEST));

        int status = put.send(otherPhoto()).statusCode();

        // S3 refuses it at once (BadDigest); a store that ignores digests takes it.
        assertThat(status).isIn(200, 400);
        JsonNode file = finalRow(put);
        assertThat(file.path("status").asText()).as(file.toString()).isEqualTo("rejected");
        assertThat(file.path("status_reason").asText())
                .isEqualTo(status == 200 ? "checksum_mismatch" : "object_missing");
        if (status == 200) {
            assertThat(file.path("status_detail").asText()).contains(DIGEST, sha256(otherPhoto()));
        }
    }

    @Test
    void put_headerOfOtherBytes_isRefused() {
        SignedRequest put = world.alice().uploadUrl(upload.with("sha256", DIGEST));
        SignedRequest changed = put.withHeader(
                "x-amz-checksum-sha256",
                world.alice()
                        .uploadUrl(upload.with("sha256", sha256(otherPhoto())))
                        .headers()
                        .getOrDefault("x-amz-checksum-sha256", ""));

        assertThat(changed.send(otherPhoto()).statusCode()).isEqualTo(403);
    }

    @Test
    void put_withoutItsDigestHeader_isRefused() {
        SignedRequest put = world.alice().uploadUrl(upload.with("sha256", DIGEST));
        assertThat(put.withoutHeader("x-amz-checksum-sha256").send(PHOTO).statusCode())
                .isEqualTo(403);
    }

    @Test
    void put_noDigestDeclared_rowHasTheDigestOfTheBytes() {
        SignedRequest put = world.alice().uploadUrl(upload);

        assertThat(put.headers()).doesNotContainKey("x-amz-checksum-sha256");
        assertThat(put.send(PHOTO).statusCode()).isEqualTo(200);
        assertThat(finalRow(put).path("sha256").asText()).isEqualTo(DIGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "zz", "base64=="})
    void generateUploadUrl_whatIsNoDigest_isABadRequest(String digest) {
        assertThat(world.alice()
                        .rpc(
                                "generate_upload_url",
                                upload.with("sha256", digest).json())
                        .problem()
                        .details())
                .contains("sha256");
        assertThat(world.filesOf(world.acme())).isZero();
    }
}
