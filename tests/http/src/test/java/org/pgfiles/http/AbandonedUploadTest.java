package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.UploadRequest;

/** What a client is told of an upload that it has left for days, and who sees in the end that there was one. */
@Promise("an upload that nobody confirms is given up, and a line of history is left")
@ExtendWith(WorldExtension.class)
class AbandonedUploadTest {
    private static final byte[] PHOTO = TestPhoto.small();

    private final World world;

    AbandonedUploadTest(World world) {
        this.world = world;
    }

    private UUID abandoned(Api user, String site) {
        UUID fileId = user.upload(UploadRequest.jpeg(site, PHOTO.length), PHOTO);
        world.database()
                .execute("update pgfiles.file set created_at = created_at - interval '2 days' where id = ?", fileId);
        world.database().text("select pgfiles.abandon_uploads()");
        return fileId;
    }

    private static List<String> history(Api user) {
        return user.get("/upload_history?order=ended_at.desc,id").success().findValuesAsText("id");
    }

    @Test
    void confirm_afterTwoDays_saysThatItWasGivenUpAndWhatToDo() {
        Api alice = world.alice();
        UUID fileId = abandoned(alice, world.newSite());

        JsonNode problem =
                alice.rpc("confirm_upload", "{\"file_id\": \"" + fileId + "\"}").json();
        assertThat(problem.path("code").asText()).isEqualTo("PT422");
        assertThat(problem.path("details").asText()).isEqualTo("abandoned");
        assertThat(problem.path("hint").asText()).contains("renew_upload");
        JsonNode item = alice.rpc("confirm_uploads", "{\"file_ids\": [\"" + fileId + "\"]}")
                .success()
                .get(0);
        assertThat(item.path("status").asText()).isEqualTo("rejected");
        assertThat(item.path("error").path("details").asText()).isEqualTo("abandoned");
        JsonNode file = alice.file(fileId, "");
        assertThat(file.path("status").asText()).isEqualTo("rejected");
        assertThat(file.path("status_reason").asText()).isEqualTo("abandoned");
        assertThat(file.path("problem").asText()).isEqualTo("rejected");
    }

    @Test
    void notification_afterTwoDays_bringsItBack() {
        UUID fileId = abandoned(world.alice(), world.newSite());
        String bucket = world.database().text("select s3_bucket from pgfiles.bucket where is_default");
        String key = world.database().text("select s3_original_key from pgfiles.file where id = ?", fileId);
        try (StoreRole store = StoreRole.in(world)) {
            JsonNode count = store.post(("{\"Records\": [{\"eventName\": \"ObjectCreated:Put\", \"s3\":"
                                    + " {\"bucket\": {\"name\": \"%s\"}, \"object\": {\"key\": \"%s\"}}}]}")
                            .formatted(bucket, key))
                    .success();
            assertThat(count.asInt()).isEqualTo(1);
        }
        assertThat(world.awaitFinal(world.alice(), fileId).path("status").asText())
                .isEqualTo("ready");
        assertThat(world.database().texts("select s3_key from pgfiles.doomed_object where file_id = ?", fileId))
                .isEmpty();
    }

    @Test
    void history_isOnesOwnAndTheAdminsOfAll() {
        String site = world.newSite();
        UUID alices = abandoned(world.alice(), site);
        UUID bobs = abandoned(world.bob(), site);
        UUID carols = abandoned(world.carol(), world.newForeignSite());
        world.database()
                .execute(
                        "update pgfiles.file set processed_at = now() - interval '8 days' where organization_id in (?, ?)",
                        world.acme(),
                        world.globex());
        assertThat(history(world.admin())).isEmpty();
        world.database().text("select pgfiles.archive_uploads()");

        assertThat(history(world.alice())).containsExactly(alices.toString());
        assertThat(history(world.bob())).containsExactly(bobs.toString());
        assertThat(history(world.carol())).containsExactly(carols.toString());
        assertThat(history(world.admin())).containsExactlyInAnyOrder(alices.toString(), bobs.toString());
        assertThat(world.anonymous().get("/upload_history").status()).isEqualTo(401);
        assertThat(world.alice().visibleFiles()).isEmpty();
        JsonNode line = world.alice().get("/upload_history").success().get(0);
        assertThat(line.path("status_reason").asText()).isEqualTo("abandoned");
        assertThat(line.path("file_size").asInt()).isEqualTo(PHOTO.length);
        assertThat(world.alice()
                        .send("DELETE", "/upload_history?id=eq." + alices, "")
                        .status())
                .isGreaterThanOrEqualTo(400);
        assertThat(world.alice()
                        .rpc("confirm_upload", "{\"file_id\": \"" + alices + "\"}")
                        .status())
                .isEqualTo(404);
    }
}
