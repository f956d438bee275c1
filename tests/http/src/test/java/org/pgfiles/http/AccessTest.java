package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.Problem;
import org.pgfiles.http.client.Response;
import org.pgfiles.http.client.UploadRequest;
import org.pgfiles.http.client.User;

/** Who sees what: alice uploads, her colleagues see what belongs to a site, a stranger sees nothing. */
@Promise("a stranger sees nothing, and a colleague what belongs to a row that he sees")
@ExtendWith(WorldExtension.class)
class AccessTest {
    private final World world;
    private final UploadRequest ofSite;

    AccessTest(World world) {
        this.world = world;
        this.ofSite = UploadRequest.jpeg(world.newSite(), TestPhoto.small().length);
    }

    private static String json(UUID fileId) {
        return "{\"file_id\": \"" + fileId + "\"}";
    }

    private static void assertNotFound(Api stranger, UUID fileId) {
        assertThat(stranger.rpc("generate_download_url", json(fileId)).problem())
                .isEqualTo(new Problem(
                        404,
                        "PT404",
                        "File not found",
                        fileId.toString(),
                        "check the id, and that you may see the file"));
    }

    private static void assertCannotConfirm(Api stranger, UUID fileId) {
        assertThat(stranger.rpc("confirm_upload", json(fileId)).problem())
                .isEqualTo(new Problem(
                        404,
                        "PT404",
                        "File not found",
                        fileId.toString(),
                        "send the file_id of generate_upload_url; only its uploader can confirm a file"));
    }

    @Tag("smoke")
    @Test
    void readyFileOfSite_seenByOrganization_andByNobodyElse() {
        UUID fileId = world.readyPhoto(world.alice(), ofSite);

        for (Api member : List.of(world.alice(), world.bob(), world.admin())) {
            assertThat(member.visibleFiles()).containsExactly(fileId);
            assertThat(member.downloadUrl(fileId).send().body()).isEqualTo(TestPhoto.small());
        }
        assertThat(world.carol().visibleFiles()).isEmpty();
        assertNotFound(world.carol(), fileId);
        assertCannotConfirm(world.carol(), fileId);
    }

    @Tag("core")
    @Test
    void pendingFile_seenByUploaderAndAdminOnly() {
        UUID fileId = world.alice().uploadUrl(ofSite).fileId();

        assertThat(world.alice().visibleFiles()).containsExactly(fileId);
        assertThat(world.admin().visibleFiles()).containsExactly(fileId);
        for (Api other : List.of(world.bob(), world.carol())) {
            assertThat(other.visibleFiles()).isEmpty();
            assertNotFound(other, fileId);
            assertCannotConfirm(other, fileId);
        }
        assertThat(world.alice().file(fileId, "").path("status").asText()).isEqualTo("pending");
    }

    @Tag("core")
    @Test
    void fileWithoutEntity_seenByUploaderAndAdminOnly() {
        UUID fileId = world.readyPhoto(world.alice(), ofSite.ofMyOwn());

        assertThat(world.alice().visibleFiles()).containsExactly(fileId);
        assertThat(world.admin().visibleFiles()).containsExactly(fileId);
        for (Api other : List.of(world.bob(), world.carol())) {
            assertThat(other.visibleFiles()).isEmpty();
            assertNotFound(other, fileId);
        }
    }

    @Tag("core")
    @Test
    void admin_confirmsForTheUploader() {
        UUID fileId = world.alice().upload(ofSite, TestPhoto.small());
        world.admin().confirm(fileId);
        assertThat(world.awaitFinal(world.alice(), fileId).path("status").asText())
                .isEqualTo("ready");
    }

    @Test
    void sameUserIdInAnotherOrganization_isAStranger() {
        UUID fileId = world.readyPhoto(world.alice(), ofSite);
        UUID own = world.readyPhoto(world.alice(), ofSite.ofMyOwn());
        Api namesake = world.api(User.alice(world.globex()));
        Api otherAdmin = world.api(User.admin(world.globex()));

        for (Api stranger : List.of(namesake, otherAdmin)) {
            assertThat(stranger.visibleFiles()).isEmpty();
            assertNotFound(stranger, fileId);
            assertNotFound(stranger, own);
            assertCannotConfirm(stranger, own);
        }
    }

    @Test
    void batches_filesOfOthers_haveAnErrorInTheirRows() {
        UUID ofAlice = world.readyPhoto(world.alice(), ofSite.ofMyOwn());
        UUID ofCarol = world.readyPhoto(
                world.carol(), UploadRequest.jpeg("", TestPhoto.small().length).ofMyOwn());
        String both = "{\"file_ids\": [\"%s\", \"%s\"]}".formatted(ofAlice, ofCarol);

        for (String rpc : List.of("generate_download_urls", "confirm_uploads")) {
            JsonNode rows = world.carol().rpc(rpc, both).success();
            assertThat(rows.findValuesAsText("file_id")).containsExactly(ofAlice.toString(), ofCarol.toString());
            assertThat(rows.get(0).path("error").path("code").asText()).isEqualTo("PT404");
            assertThat(rows.get(0)
                            .path("url")
                            .asText("")
                            .concat(rows.get(0).path("status").asText("")))
                    .as("nothing of alice's in %s", rows)
                    .isIn("", "null");
            assertThat(rows.get(1).path("error").isNull()).isTrue();
        }
    }

    @Tag("core")
    @Test
    void multipart_uploadOfAColleague_isNotFound() {
        UUID fileId = UUID.fromString(world.alice()
                .rpc("create_multipart_upload", ofSite.json())
                .success()
                .path("file_id")
                .asText());
        for (Api other : List.of(world.bob(), world.carol(), world.admin())) {
            for (String rpc :
                    List.of("sign_part", "list_parts", "complete_multipart_upload", "abort_multipart_upload")) {
                String part = rpc.equals("sign_part") ? ", \"part_number\": 1" : "";
                Response response =
                        other.rpc(rpc, "{\"file_id\": \"" + fileId + "\", \"upload_id\": \"x\"" + part + "}");
                assertThat(response.status()).as(rpc + response.text()).isEqualTo(404);
            }
        }
        assertThat(world.alice().file(fileId, "").path("status").asText()).isEqualTo("pending");
    }

    @Test
    void siteThatChangesHands_takesItsFilesOutOfSight() {
        UUID fileId = world.readyPhoto(world.alice(), ofSite);
        world.database()
                .execute(
                        "update app.site set organization_id = ? where id = ?::uuid",
                        world.globex(),
                        ofSite.json().path("entity_id").asText());

        assertThat(world.bob().visibleFiles()).isEmpty();
        assertNotFound(world.bob(), fileId);
        // The file stays in the tenant that uploaded it.
        assertThat(world.carol().visibleFiles()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files",
                "/files?select=id,download_url,thumbnail_small_url,thumbnail_medium_url,thumbnail_large_url",
                "/files?order=file_name.desc",
                "/files?file_name=like.*photo*",
                "/files?or=(status.eq.ready,status.eq.pending)",
                "/files?organization_id=neq.x&bucket=eq.main",
                "/files?limit=1000&offset=0",
                "/file_upload_requests"
            })
    void list_filteredAndOrderedByAStranger_isEmpty(String query) {
        world.readyPhoto(world.alice(), ofSite);
        world.alice().uploadUrl(ofSite);

        Response response = world.carol().send("GET", query, "", "Prefer", "count=exact");

        assertThat(response.success()).isEmpty();
        assertThat(response.headers().firstValue("content-range")).hasValue("*/0");
    }

    @Tag("core")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files?select=id,variant(*)",
                "/files?select=id,bucket(*)",
                "/file",
                "/signing_key",
                "/bucket",
                "/setting",
                "/job",
                "/site"
            })
    void tablesBehindTheApi_areNotServed(String query) {
        Response response = world.alice().get(query);
        assertThat(response.status()).as(response.text()).isIn(400, 404);
    }

    @Tag("core")
    @ParameterizedTest
    @ValueSource(strings = {"pgfiles", "app", "public", "pg_catalog"})
    void otherSchemas_areNotServed(String schema) {
        Response response = world.alice().send("GET", "/file", "", "Accept-Profile", schema);
        assertThat(response.status()).isEqualTo(406);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATCH | {\"status\": \"ready\"}",
                "PATCH | {\"s3_original_key\": \"globex/secret.jpg\"}",
                "PATCH | {\"organization_id\": \"globex\"}",
                "PATCH | {\"owner_id\": \"2\"}",
                "PUT | {\"id\": \"$id\", \"owner_id\": \"2\"}",
                "DELETE | ''"
            })
    void files_changedDirectly_isRefused(String method, String body) {
        UUID fileId = world.alice().uploadUrl(ofSite).fileId();

        Response response =
                world.alice().send(method, "/files?id=eq." + fileId, body.replace("$id", fileId.toString()));

        assertThat(response.status()).as(response.text()).isEqualTo(405);
        assertThat(response.problem().code()).isEqualTo("PT405");
        assertThat(world.alice().file(fileId, "").path("status").asText()).isEqualTo("pending");
        assertThat(world.filesOf(world.acme())).isEqualTo(1);
    }

    @Test
    void files_insertedWithoutAKey_isRefused() {
        Response response = world.alice().send("POST", "/files", "{\"file_name\": \"x.jpg\", \"status\": \"ready\"}");
        assertThat(response.status()).as(response.text()).isEqualTo(400);
        assertThat(world.filesOf(world.acme())).isZero();
    }

    @Test
    void files_insertedWithAKeyIssuedToAnother_isNotFound() {
        UUID fileId = world.alice().upload(ofSite, TestPhoto.small());
        for (Api other : List.of(world.bob(), world.carol(), world.admin())) {
            Response response = other.send("POST", "/files", registration(fileId));
            assertThat(response.status()).as(response.text()).isEqualTo(404);
        }
        assertThat(world.alice().file(fileId, "").path("status").asText()).isEqualTo("pending");
    }

    @Test
    void files_insertedWithOnesOwnKey_isConfirmedAndNothingElse() {
        UUID fileId = world.alice().uploadUrl(ofSite).fileId();
        Response response = world.alice().send("POST", "/files", registration(fileId));
        assertThat(response.status()).as(response.text()).isEqualTo(201);
        // It said that it is ready; a worker had a look.
        JsonNode file = world.awaitFinal(world.alice(), fileId);
        assertThat(file.path("status").asText()).isEqualTo("rejected");
        assertThat(file.path("file_name").asText()).isEqualTo("photo.jpg");
        assertThat(file.path("owner_id").asText())
                .isEqualTo(world.alice().user().id());
    }

    private String registration(UUID fileId) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(
                        "s3_original_key",
                        world.database().text("select s3_original_key from pgfiles.file where id = ?", fileId))
                .put("status", "ready")
                .put("owner_id", "999")
                .put("file_name", "other.jpg")
                .toString();
    }

    @Test
    void grantApiTo_client_isRefused() {
        Response response = world.alice().rpc("grant_api_to", "{\"role\": \"anon\"}");
        assertThat(response.status()).isEqualTo(403);
    }

    @Test
    void tokenWithoutUser_cannotUpload() {
        Api nobody = world.api(new User("", world.acme(), "org_client"));
        assertThat(nobody.rpc("generate_upload_url", ofSite.json()).problem())
                .isEqualTo(new Problem(
                        403, "42501", "Not signed in", "the token has neither user.user_id nor sub", "sign in"));
    }

    @Test
    void tokenWithoutOrganization_seesNothingOfAnOrganization() {
        world.readyPhoto(world.alice(), ofSite);
        assertThat(world.api(new User("1", "", "org_admin"))
                        .get("/files?organization_id=eq." + world.acme())
                        .success())
                .isEmpty();
    }
}
