package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.Problem;
import org.pgfiles.http.client.Response;
import org.pgfiles.http.client.SignedRequest;

/** A client of another product that polls for its URL, PUTs with a content type alone, and inserts a row into files. */
@Promise("clients of an older service that poll go on working")
@ExtendWith(WorldExtension.class)
class DropInTest {
    private static final byte[] PHOTO = TestPhoto.small();

    private final World world;
    private final String site;

    DropInTest(World world) {
        this.world = world;
        this.site = world.newSite();
    }

    private ObjectNode arguments() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("p_entity_type", "site")
                .put("p_entity_id", site)
                .put("p_file_name", "photo.jpg")
                .put("p_file_type", "image/jpeg");
    }

    private UUID request() {
        return UUID.fromString(
                world.alice().rpc("request_upload_url", arguments()).success().asText());
    }

    /** The answer of the first poll: one object, as such clients read it. */
    private static JsonNode poll(Api user, UUID requestId) {
        JsonNode answer = user.rpc("get_upload_url", "{\"p_request_id\": \"" + requestId + "\"}")
                .success();
        assertThat(answer.isObject()).as(answer.toString()).isTrue();
        return answer;
    }

    private static HttpResponse<byte[]> put(String url, String contentType, byte[] bytes) {
        return new SignedRequest(
                        UUID.randomUUID(),
                        "PUT",
                        URI.create(url),
                        Map.of("content-type", contentType),
                        OffsetDateTime.MAX)
                .send(bytes);
    }

    /** The request's line in the view, which names the key to insert. */
    private static JsonNode line(Api user, UUID requestId) {
        return user.get("/file_upload_requests?id=eq." + requestId).success();
    }

    private String keyOf(UUID requestId) {
        return line(world.alice(), requestId).get(0).path("s3_key").asText();
    }

    private ObjectNode row(String key, long size) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("entity_type", "site")
                .put("entity_id", site)
                .put("file_name", "photo.jpg")
                .put("file_type", "image/jpeg")
                .put("file_size", size)
                .put("s3_original_key", key);
    }

    private static Response insert(Api user, ObjectNode row) {
        return user.send("POST", "/files", row.toString(), "Prefer", "return=representation");
    }

    private static void assertNotFound(Response response) {
        assertThat(response.problem())
                .extracting(Problem::status, Problem::code)
                .containsExactly(404, "PT404");
    }

    @Test
    void pollingClient_wholeWay_becomesReady() {
        UUID requestId = request();

        JsonNode polled = poll(world.alice(), requestId);
        assertThat(polled.path("status").asText()).isEqualTo("completed");
        assertThat(polled.path("error").isNull()).isTrue();
        assertThat(put(polled.path("url").asText(), "image/jpeg", PHOTO).statusCode())
                .isEqualTo(200);

        Response inserted = insert(world.alice(), row(keyOf(requestId), PHOTO.length));
        assertThat(inserted.status()).as(inserted.text()).isEqualTo(201);
        JsonNode row = inserted.json().get(0);
        assertThat(row.path("id").asText()).isEqualTo(requestId.toString());
        assertThat(row.path("status").asText()).isEqualTo("uploaded");
        assertThat(row.path("entity_id").asText()).isEqualTo(site);
        assertThat(row.path("file_size").asInt()).isEqualTo(PHOTO.length);

        JsonNode file = world.awaitFinal(world.alice(), requestId);
        assertThat(file.path("status").asText()).as(file.toString()).isEqualTo("ready");
        assertThat(file.path("width").asInt()).isEqualTo(320);
        assertThat(world.alice().downloadUrl(requestId).send().body()).isEqualTo(PHOTO);
    }

    @Test
    void insert_again_isHarmless() {
        UUID requestId = request();
        put(poll(world.alice(), requestId).path("url").asText(), "image/jpeg", PHOTO);
        ObjectNode row = row(keyOf(requestId), PHOTO.length);

        assertThat(insert(world.alice(), row).status()).isEqualTo(201);
        assertThat(insert(world.alice(), row).status()).isEqualTo(201);

        assertThat(world.awaitFinal(world.alice(), requestId).path("status").asText())
                .isEqualTo("ready");
        assertThat(insert(world.alice(), row).json().get(0).path("status").asText())
                .isEqualTo("ready");
        assertThat(world.filesOf(world.acme())).isEqualTo(1);
    }

    @Test
    void insert_beforeThePut_isRejectedAndMayBeRepeated() {
        UUID requestId = request();
        String url = poll(world.alice(), requestId).path("url").asText();
        ObjectNode row = row(keyOf(requestId), PHOTO.length);

        assertThat(insert(world.alice(), row).status()).isEqualTo(201);
        assertThat(world.awaitFinal(world.alice(), requestId)
                        .path("status_reason")
                        .asText())
                .isEqualTo("object_missing");

        assertThat(put(url, "image/jpeg", PHOTO).statusCode()).isEqualTo(200);
        assertThat(insert(world.alice(), row).status()).isEqualTo(201);
        assertThat(world.awaitFinal(world.alice(), requestId).path("status").asText())
                .isEqualTo("ready");
    }

    @Test
    void insert_otherSizeThanSent_isRejected() {
        UUID requestId = request();
        put(poll(world.alice(), requestId).path("url").asText(), "image/jpeg", PHOTO);
        insert(world.alice(), row(keyOf(requestId), PHOTO.length + 1));

        JsonNode file = world.awaitFinal(world.alice(), requestId);
        assertThat(file.path("status").asText()).isEqualTo("rejected");
        assertThat(file.path("status_reason").asText()).isEqualTo("size_mismatch");
        assertThat(file.path("status_detail").asText())
                .contains(String.valueOf(PHOTO.length), String.valueOf(PHOTO.length + 1));
        JsonNode line = line(world.alice(), requestId).get(0);
        assertThat(line.path("status").asText()).isEqualTo("failed");
        assertThat(line.path("error_message").asText()).contains("size_mismatch");
    }

    @Test
    void insert_withoutASize_isReadyWithTheRealOne() {
        UUID requestId = request();
        put(poll(world.alice(), requestId).path("url").asText(), "image/jpeg", PHOTO);
        ObjectNode row = row(keyOf(requestId), 0);
        row.remove("file_size");

        assertThat(insert(world.alice(), row).status()).isEqualTo(201);
        JsonNode file = world.awaitFinal(world.alice(), requestId);
        assertThat(file.path("status").asText()).isEqualTo("ready");
        assertThat(file.path("file_size").asInt()).isEqualTo(PHOTO.length);
    }

    @Test
    void insert_keyThatWasNotIssuedToTheCaller_isNotFound() {
        UUID requestId = request();
        put(poll(world.alice(), requestId).path("url").asText(), "image/jpeg", PHOTO);
        String key = keyOf(requestId);

        assertNotFound(insert(world.bob(), row(key, PHOTO.length)));
        assertNotFound(insert(world.carol(), row(key, PHOTO.length)));
        assertNotFound(insert(world.alice(), row(key + "x", PHOTO.length)));
        assertNotFound(insert(world.alice(), row(key, PHOTO.length).put("entity_id", world.newSite())));
        assertThat(world.alice().file(requestId, "").path("status").asText()).isEqualTo("pending");
        assertThat(world.filesOf(world.acme())).isEqualTo(1);
    }

    @Test
    void getUploadUrl_requestOfSomebodyElse_isFailedWithoutAUrl() {
        UUID requestId = request();
        for (JsonNode polled : new JsonNode[] {
            poll(world.bob(), requestId), poll(world.carol(), requestId), poll(world.alice(), UUID.randomUUID())
        }) {
            assertThat(polled.path("status").asText()).isEqualTo("failed");
            assertThat(polled.path("url").isNull()).isTrue();
            assertThat(polled.path("error").asText()).isNotBlank();
        }
    }

    @Test
    void put_otherContentTypeThanAskedFor_isRefused() {
        String url = poll(world.alice(), request()).path("url").asText();
        assertThat(put(url, "text/html", PHOTO).statusCode()).isEqualTo(403);
    }

    @Test
    void getUploadUrlSync_photo_isAUrlThatWorks() {
        JsonNode answer = world.alice().rpc("get_upload_url_sync", arguments()).success();
        assertThat(answer.isObject()).as(answer.toString()).isTrue();
        assertThat(put(answer.path("url").asText(), "image/jpeg", PHOTO).statusCode())
                .isEqualTo(200);

        JsonNode line = world.alice()
                .get("/file_upload_requests?entity_id=eq." + site)
                .success()
                .get(0);
        UUID fileId = UUID.fromString(line.path("file_id").asText());
        assertThat(answer.path("file_id").asText()).isEqualTo(fileId.toString());
        assertThat(insert(world.alice(), row(line.path("s3_key").asText(), PHOTO.length))
                        .status())
                .isEqualTo(201);
        assertThat(world.awaitFinal(world.alice(), fileId).path("status").asText())
                .isEqualTo("ready");
    }

    @Test
    void fileUploadRequests_ownRequestsOnly_withAUrlUntilTheUpload() {
        UUID requestId = request();

        JsonNode waiting = line(world.alice(), requestId).get(0);
        assertThat(waiting.path("status").asText()).isEqualTo("completed");
        assertThat(waiting.path("error_message").asText()).isEmpty();
        assertThat(put(waiting.path("presigned_url").asText(), "image/jpeg", PHOTO)
                        .statusCode())
                .isEqualTo(200);
        assertThat(line(world.bob(), requestId)).isEmpty();
        assertThat(line(world.admin(), requestId)).isEmpty();
        assertThat(line(world.carol(), requestId)).isEmpty();

        insert(world.alice(), row(keyOf(requestId), PHOTO.length));
        world.awaitFinal(world.alice(), requestId);
        JsonNode done = line(world.alice(), requestId).get(0);
        assertThat(done.path("status").asText()).isEqualTo("completed");
        assertThat(done.path("presigned_url").isNull()).isTrue();
    }

    @Test
    void requestUploadUrl_forbiddenEntityOrType_isTheSameErrorAsEverywhere() {
        assertThat(world.alice()
                        .rpc("request_upload_url", arguments().put("p_entity_id", world.newForeignSite()))
                        .status())
                .isEqualTo(404);
        assertThat(world.alice()
                        .rpc("request_upload_url", arguments().put("p_entity_id", world.newArchivedSite()))
                        .status())
                .isEqualTo(403);
        assertThat(world.alice()
                        .rpc("get_upload_url_sync", arguments().put("p_file_type", "text/html"))
                        .status())
                .isEqualTo(415);
        assertThat(world.filesOf(world.acme())).isZero();
    }
}
