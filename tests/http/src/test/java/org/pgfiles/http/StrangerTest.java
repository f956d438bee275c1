package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.Response;
import org.pgfiles.http.client.UploadRequest;

/** What somebody tries who knows an id, a key, or PostgREST's less used features. */
@Promise("who knows an id or a key learns nothing by it")
@ExtendWith(WorldExtension.class)
class StrangerTest {
    private final World world;
    private final UploadRequest ofSite;

    StrangerTest(World world) {
        this.world = world;
        this.ofSite = UploadRequest.jpeg(world.newSite(), TestPhoto.small().length);
    }

    private String keyOf(UUID fileId) {
        return world.database().text("select s3_original_key from pgfiles.file where id = ?", fileId);
    }

    /** A condition on a column, and an order by it, says nothing about a file that one does not see. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files?select=id&id=eq.$id",
                "/files?select=id&s3_original_key=eq.$key",
                "/files?select=id&or=(id.eq.$id,owner_id.eq.1)",
                "/files?select=id&owner_id=eq.1&order=s3_original_key,created_at.desc",
                "/files?select=id&or=(file_size.gt.1,status.eq.ready)",
                "/files?select=id&width=gte.1&order=width&limit=1",
                "/file_upload_requests?select=file_id&s3_key=eq.$key"
            })
    void knownFile_answeredAsOneThatIsNotThere(String query) {
        UUID ready = world.readyPhoto(world.alice(), ofSite.ofMyOwn());
        String known = query.replace("$id", ready.toString()).replace("$key", keyOf(ready));
        String unknown =
                query.replace("$id", UUID.randomUUID().toString()).replace("$key", "acme/site/x/y/original.jpg");

        for (Api other : new Api[] {world.bob(), world.carol()}) {
            Response ofKnown = other.send("GET", known, "", "Prefer", "count=exact");
            Response ofUnknown = other.send("GET", unknown, "", "Prefer", "count=exact");
            assertThat(ofKnown.success()).isEmpty();
            assertThat(ofKnown.status()).isEqualTo(ofUnknown.status());
            assertThat(ofKnown.text()).isEqualTo(ofUnknown.text());
            assertThat(ofKnown.headers().firstValue("content-range"))
                    .isEqualTo(ofUnknown.headers().firstValue("content-range"));
        }
    }

    @Test
    void entityOfAnotherOrganization_answeredAsOneThatIsNotThere() {
        UploadRequest ofNoSite = ofSite.with("entity_id", UUID.randomUUID().toString());
        Response ofKnown = world.carol().rpc("generate_upload_url", ofSite.json());
        Response ofUnknown = world.carol().rpc("generate_upload_url", ofNoSite.json());

        assertThat(ofKnown.status()).isEqualTo(404);
        String id = ofSite.json().path("entity_id").asText();
        String unknownId = ofNoSite.json().path("entity_id").asText();
        assertThat(ofKnown.text().replace(id, unknownId)).isEqualTo(ofUnknown.text());
    }

    /** Otherwise a URL could be had without a trace in the audit. */
    @Test
    void preferTxRollback_isNotHeeded() {
        UUID fileId = world.readyPhoto(world.alice(), ofSite);
        String linesOfFile = "select count(*)::text from pgfiles.logged_action"
                + " where action = 'generate_download_url' and file_ids = array[?::uuid]";

        JsonNode signed = world.bob()
                .send(
                        "POST",
                        "/rpc/generate_download_url",
                        "{\"file_id\": \"" + fileId + "\"}",
                        "Prefer",
                        "tx=rollback")
                .success();

        assertThat(signed.path("url").asText()).contains("X-Amz-Signature");
        assertThat(world.database().text(linesOfFile, fileId.toString())).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resolution=merge-duplicates", "resolution=ignore-duplicates"})
    void upsertOfAKnownRow_changesNothing(String preference) {
        UUID fileId = world.alice().uploadUrl(ofSite).fileId();
        String body = "{\"id\": \"%s\", \"s3_original_key\": \"%s\", \"owner_id\": \"2\", \"status\": \"ready\"}"
                .formatted(fileId, keyOf(fileId));

        for (Api other : new Api[] {world.bob(), world.carol()}) {
            Response response = other.send("POST", "/files?on_conflict=id", body, "Prefer", preference);
            assertThat(response.status()).as(response.text()).isBetween(400, 499);
        }
        JsonNode file = world.alice().file(fileId, "");
        assertThat(file.path("status").asText()).isEqualTo("pending");
        assertThat(file.path("owner_id").asText())
                .isEqualTo(world.alice().user().id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set_config",
                "current_setting",
                "pg_read_file",
                "sign_downloads",
                "sign_uploads",
                "mark_uploaded",
                "open_signer",
                "java_presign",
                "save_user"
            })
    void functionsBehindTheApi_areNotServed(String function) {
        Response response = world.alice().rpc(function, "{}");
        assertThat(response.status()).as(response.text()).isEqualTo(404);
        assertThat(response.problem().code()).isEqualTo("PGRST202");
    }
}
