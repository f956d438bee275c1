package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.SignedRequest;
import org.pgfiles.http.client.UploadRequest;

/** A signed URL is good for what was asked and for nothing else; the store itself refuses the rest. */
@Promise("a signed URL is good for what was asked and for nothing else")
@Tag("core")
@ExtendWith(WorldExtension.class)
class SignatureTest {
    private static final byte[] PHOTO = TestPhoto.small();

    private final World world;

    SignatureTest(World world) {
        this.world = world;
    }

    private SignedRequest put() {
        return world.alice().uploadUrl(UploadRequest.jpeg(world.newSite(), PHOTO.length));
    }

    private static void assertRefused(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void put_asReturned_isAccepted() {
        assertThat(put().send(PHOTO).statusCode()).isEqualTo(200);
    }

    @Test
    void put_oneByteMore_isRefused() {
        assertRefused(put().send(new byte[PHOTO.length + 1]));
    }

    @Test
    void put_oneByteLess_isRefused() {
        assertRefused(put().send(new byte[PHOTO.length - 1]));
    }

    @Test
    void put_otherContentType_isRefused() {
        assertRefused(put().withHeader("content-type", "text/html").send(PHOTO));
    }

    @Test
    void put_otherKey_isRefused() {
        SignedRequest put = put();
        String otherKey = put.url()
                .toString()
                .replace(put.fileId().toString(), UUID.randomUUID().toString());
        assertRefused(put.withUrl(otherKey).send(PHOTO));
    }

    @Test
    void put_otherSignature_isRefused() {
        SignedRequest put = put();
        String url = put.url().toString();
        int at = url.indexOf("X-Amz-Signature=") + "X-Amz-Signature=".length();
        char other = url.charAt(at) == '0' ? '1' : '0';
        assertRefused(put.withUrl(url.substring(0, at) + other + url.substring(at + 1))
                .send(PHOTO));
    }

    @Test
    void put_longerLife_isRefused() {
        SignedRequest put = put();
        assertRefused(put.withUrl(put.url().toString().replace("X-Amz-Expires=900", "X-Amz-Expires=90000"))
                .send(PHOTO));
    }

    @Test
    void put_withoutSignature_isRefused() {
        SignedRequest put = put();
        assertRefused(
                put.withUrl(put.url().toString().replaceFirst("\\?.*", "")).send(PHOTO));
    }

    @Test
    void put_afterItsExpiry_isRefused() {
        SignedRequest put = world.alice()
                .uploadUrl(UploadRequest.jpeg(world.newSite(), PHOTO.length).with("expires_in", 1));
        waitFor(put.expiresAt().toInstant());
        assertRefused(put.send(PHOTO));
    }

    @Test
    void get_afterItsExpiry_isRefused() {
        UUID fileId = world.readyPhoto(world.alice(), UploadRequest.jpeg(world.newSite(), PHOTO.length));
        SignedRequest get = world.alice()
                .rpc("generate_download_url", "{\"file_id\": \"" + fileId + "\", \"expires_in\": 1}")
                .signed();
        waitFor(get.expiresAt().toInstant());
        assertRefused(get.send());
    }

    @Test
    void get_otherFileWithTheSameSignature_isRefused() {
        UploadRequest upload = UploadRequest.jpeg(world.newSite(), PHOTO.length);
        UUID first = world.readyPhoto(world.alice(), upload);
        UUID second = world.readyPhoto(world.alice(), upload);
        SignedRequest get = world.alice().downloadUrl(first);
        assertRefused(get.withUrl(get.url().toString().replace(first.toString(), second.toString()))
                .send());
    }

    @Test
    void uploadUrl_usedToRead_isRefused() {
        SignedRequest put = put();
        put.send(PHOTO);
        assertRefused(SignedRequest.get(put.url().toString()));
    }

    @Test
    void put_declaredDigestAndOtherBytes_neverBecomesReady() {
        SignedRequest put = world.alice()
                .uploadUrl(UploadRequest.jpeg(world.newSite(), PHOTO.length).with("sha256", sha256(PHOTO)));
        byte[] altered = PHOTO.clone();
        altered[altered.length - 3] ^= 1;

        int status = put.send(altered).statusCode();

        // S3 refuses it at once (BadDigest). A store that ignores checksums takes it, and then the worker finds out.
        assertThat(status).isIn(200, 400);
        if (status == 200) {
            world.alice().confirm(put.fileId());
            JsonNode file = world.awaitFinal(world.alice(), put.fileId());
            assertThat(file.path("status").asText()).isEqualTo("rejected");
            assertThat(file.path("status_reason").asText()).isEqualTo("checksum_mismatch");
        }
    }

    @Test
    void put_declaredDigest_becomesReady() {
        String digest = sha256(PHOTO);
        JsonNode file = world.process(
                world.alice(), UploadRequest.jpeg(world.newSite(), PHOTO.length).with("sha256", digest), PHOTO);
        assertThat(file.path("status").asText()).isEqualTo("ready");
        assertThat(file.path("sha256").asText()).isEqualTo(digest);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A second more, since S3 counts whole seconds. */
    private static void waitFor(Instant moment) {
        World.pause(Duration.between(Instant.now(), moment).plusSeconds(2));
    }
}
