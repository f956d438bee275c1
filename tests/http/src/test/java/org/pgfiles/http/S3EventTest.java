package org.pgfiles.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.UploadRequest;

/** The store's notification instead of the client's confirm, as MinIO posts it. */
@Promise("the store itself confirms uploads")
@ExtendWith(WorldExtension.class)
class S3EventTest {
    private final World world;

    S3EventTest(World world) {
        this.world = world;
    }

    /** The body of MinIO's webhook for a PUT. */
    private String arrivalOf(UUID fileId) {
        String key = world.database().text("select s3_original_key from pgfiles.file where id = ?", fileId);
        String bucket = world.database().text("select s3_bucket from pgfiles.bucket where is_default");
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("EventName", "s3:ObjectCreated:Put")
                .put("Key", bucket + "/" + key);
        ObjectNode s3 = event.putArray("Records")
                .addObject()
                .put("eventName", "s3:ObjectCreated:Put")
                .putObject("s3");
        s3.putObject("bucket").put("name", bucket);
        s3.putObject("object").put("key", URLEncoder.encode(key, UTF_8));
        return event.toString();
    }

    @Test
    void notification_ofAServiceRole_confirmsTheUpload() {
        byte[] photo = TestPhoto.small();
        UUID fileId = world.alice().upload(UploadRequest.jpeg(world.newSite(), photo.length), photo);
        try (StoreRole store = StoreRole.in(world)) {
            assertThat(store.post(arrivalOf(fileId)).success().asInt()).isEqualTo(1);
            assertThat(store.post(arrivalOf(fileId)).success().asInt()).isZero();
            assertThat(store.post("{\"Records\": []}").success().asInt()).isZero();
            assertThat(store.post("{}").status()).isEqualTo(400);
        }
        assertThat(world.awaitFinal(world.alice(), fileId).path("status").asText())
                .isEqualTo("ready");
    }

    @Test
    void notification_ofAClient_isRefused() {
        UUID fileId =
                world.alice().uploadUrl(UploadRequest.jpeg(world.newSite(), 5)).fileId();
        for (Api user : new Api[] {world.alice(), world.admin(), world.anonymous()}) {
            assertThat(user.rpc("s3_event", arrivalOf(fileId)).status()).isIn(401, 403);
        }
        assertThat(world.alice().file(fileId, "").path("status").asText()).isEqualTo("pending");
    }
}
