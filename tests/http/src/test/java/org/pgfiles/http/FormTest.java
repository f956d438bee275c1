package org.pgfiles.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.http.client.Response;
import org.pgfiles.http.client.UploadForm;
import org.pgfiles.http.client.UploadRequest;

/**
 * A browser's form. The S3 server of these tests checks its signature and its conditions; its bucket "bare" checks the signature
 * only, as some servers do.
 */
@Promise("a browser's form uploads without a script")
@Tag("core")
@ExtendWith(WorldExtension.class)
class FormTest {
    private static final byte[] PHOTO = TestPhoto.small();

    private final World world;

    FormTest(World world) {
        this.world = world;
    }

    private UploadForm form(long minSize, long maxSize) {
        UploadRequest form = UploadRequest.jpeg(world.newSite(), 0)
                .without("file_size")
                .with("min_size", minSize)
                .with("max_size", maxSize);
        Response answer = world.alice().rpc("generate_upload_form", form.json());
        assumeTrue(world.made().isEmpty() || answer.status() != 501, "a store that keeps to the conditions of forms");
        return UploadForm.of(answer.success());
    }

    private JsonNode finalRow(UploadForm form) {
        world.alice().confirm(form.fileId());
        return world.awaitFinal(world.alice(), form.fileId());
    }

    private static void assertTaken(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(204);
    }

    private static void assertRefused(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(403);
    }

    @Test
    void post_fieldsAsReturned_becomesReadyWithItsSize() {
        UploadForm form = form(1, 1_000_000);

        assertTaken(form.post(PHOTO));

        JsonNode file = finalRow(form);
        assertThat(file.path("status").asText()).as(file.toString()).isEqualTo("ready");
        assertThat(file.path("file_size").asInt()).isEqualTo(PHOTO.length);
        assertThat(file.path("width").asInt()).isEqualTo(320);
        assertThat(world.alice().downloadUrl(form.fileId()).send().body()).isEqualTo(PHOTO);
    }

    @Test
    void post_atTheLimitOfTheRange_becomesReady() {
        UploadForm form = form(PHOTO.length, PHOTO.length);
        assertTaken(form.post(PHOTO));
        assertThat(finalRow(form).path("status").asText()).isEqualTo("ready");
    }

    @Test
    void post_largerThanTheRange_isRefused() {
        UploadForm form = form(1, PHOTO.length - 1);

        HttpResponse<byte[]> answer = form.post(PHOTO);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body(), UTF_8)).contains("EntityTooLarge");
        assertThat(finalRow(form).path("status_reason").asText()).isEqualTo("object_missing");
    }

    @Test
    void post_otherTypeThanAskedFor_isRefused() {
        UploadForm form = form(1, 1_000_000);

        assertRefused(form.with("Content-Type", "text/html").post("<p>no photo</p>".getBytes(UTF_8)));
        assertThat(finalRow(form).path("status_reason").asText()).isEqualTo("object_missing");
    }

    /** One form is no key to everybody's objects. */
    @Test
    void post_keyOfAnotherOrganization_isRefusedAndItsObjectStays() {
        UUID photo = world.readyPhoto(world.alice(), UploadRequest.jpeg(world.newSite(), PHOTO.length));
        String key = world.alice().file(photo, "").path("s3_original_key").asText();
        UploadRequest asked = UploadRequest.jpeg(world.newForeignSite(), 0).without("file_size");
        Response answer = world.carol().rpc("generate_upload_form", asked.json());
        assumeTrue(world.made().isEmpty() || answer.status() != 501, "a store that keeps to the conditions of forms");
        UploadForm carols = UploadForm.of(answer.success());

        assertRefused(carols.with("key", key).post("<p>no photo</p>".getBytes(UTF_8)));
        assertThat(world.alice().downloadUrl(photo).send().body()).isEqualTo(PHOTO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-amz-signature", "x-amz-credential", "policy"})
    void post_oneCharacterChanged_isRefused(String field) {
        UploadForm form = form(1, 1_000_000);
        String value = form.fields().getOrDefault(field, "");
        assertThat(value).isNotEmpty();
        // The fourth character is in the middle of a digest, of an access key and of Base64.
        char other = value.charAt(3) == 'a' ? 'b' : 'a';

        assertRefused(form.with(field, value.substring(0, 3) + other + value.substring(4))
                .post(PHOTO));
    }

    @Test
    void post_widerPolicyUnderTheSameSignature_isRefused() {
        UploadForm form = form(1, 10);
        String policy = new String(Base64.getDecoder().decode(form.fields().getOrDefault("policy", "")), UTF_8);
        assertThat(policy).contains("[\"content-length-range\",1,10]");
        String wider = policy.replace("\"content-length-range\",1,10", "\"content-length-range\",1,99999999");

        assertRefused(form.with("policy", Base64.getEncoder().encodeToString(wider.getBytes(UTF_8)))
                .post(PHOTO));
    }

    @Test
    void post_withoutSignature_isRefused() {
        assertRefused(form(1, 1_000_000).without("x-amz-signature").post(PHOTO));
    }

    @Test
    void formOfAlice_inBobsHands_cannotBeConfirmedByHim() {
        UploadForm form = form(1, 1_000_000);
        assertTaken(form.post(PHOTO));

        assertThat(world.bob()
                        .rpc("confirm_upload", "{\"file_id\": \"" + form.fileId() + "\"}")
                        .status())
                .isEqualTo(404);
        assertThat(finalRow(form).path("status").asText()).isEqualTo("ready");
        assertThat(world.bob().downloadUrl(form.fileId()).send().body()).isEqualTo(PHOTO);
    }
}
