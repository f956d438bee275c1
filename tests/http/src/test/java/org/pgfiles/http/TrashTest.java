package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.Response;
import org.pgfiles.http.client.SignedRequest;
import org.pgfiles.http.client.UploadRequest;

/** Alice's photo of a site is deleted by Bob, who may change the site. */
@Promise("what is deleted can be restored, and what is purged cannot")
@ExtendWith(WorldExtension.class)
class TrashTest {
    private final World world;

    TrashTest(World world) {
        this.world = world;
    }

    private UUID photo(String site) {
        return world.readyPhoto(world.alice(), UploadRequest.jpeg(site, TestPhoto.small().length));
    }

    private static Response call(Api user, String function, UUID fileId) {
        return user.rpc(function, "{\"file_id\": \"%s\"}".formatted(fileId));
    }

    private static Response callForMany(Api user, String function, UUID... fileIds) {
        return user.rpc(
                function,
                "{\"file_ids\": [\"%s\"]}"
                        .formatted(String.join(
                                "\", \"",
                                java.util.Arrays.stream(fileIds)
                                        .map(UUID::toString)
                                        .toList())));
    }

    @Test
    void photo_deletedByAColleagueAndRestoredByItsUploader_isWhatItWas() {
        UUID fileId = photo(world.newSite());
        SignedRequest before = world.alice().downloadUrl(fileId);

        JsonNode deleted = call(world.bob(), "delete_file", fileId).success();
        assertThat(deleted.path("deleted_by").asText())
                .isEqualTo(world.bob().user().id());
        assertThat(deleted.path("purge_at").asText()).isNotBlank();
        assertThat(world.alice().visibleFiles()).isEmpty();
        assertThat(call(world.alice(), "generate_download_url", fileId).status())
                .isEqualTo(404);
        assertThat(before.send().body())
                .as("what was signed before works until it expires")
                .isEqualTo(TestPhoto.small());
        assertThat(world.carol().get("/deleted_files").success()).isEmpty();
        assertThat(world.alice()
                        .get("/deleted_files?select=file_name,thumbnail_small_url")
                        .status())
                .as("there are no URLs of deleted files")
                .isGreaterThanOrEqualTo(400);
        assertThat(world.alice()
                        .get("/deleted_files")
                        .success()
                        .path(0)
                        .path("id")
                        .asText())
                .isEqualTo(fileId.toString());
        assertThat(call(world.carol(), "restore_file", fileId).status()).isEqualTo(404);

        assertThat(call(world.alice(), "restore_file", fileId)
                        .success()
                        .path("status")
                        .asText())
                .isEqualTo("ready");
        assertThat(world.bob().downloadUrl(fileId).send().body()).isEqualTo(TestPhoto.small());
        String thumbnail = world.bob()
                .file(fileId, ",thumbnail_small_url")
                .path("thumbnail_small_url")
                .asText();
        assertThat(SignedRequest.get(thumbnail).statusCode()).isEqualTo(200);
    }

    @Test
    void rowOfFiles_deletedDirectly_isRefusedWithTheWay() {
        photo(world.newSite());
        Response answer = world.alice().send("DELETE", "/files?id=not.is.null", "");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.problem().hint()).contains("/rpc/delete_file");
        assertThat(world.alice().visibleFiles()).hasSize(1);
    }

    @Test
    void manyFiles_someOfThemSomebodyElses_eachHasItsAnswer() {
        String site = world.newSite();
        UUID first = photo(site);
        UUID second = photo(site);
        UUID unknown = UUID.randomUUID();

        JsonNode deleted =
                callForMany(world.bob(), "delete_files", first, unknown, second).success();
        assertThat(deleted.findValuesAsText("item")).containsExactly("1", "2", "3");
        assertThat(deleted.path(0).path("error").isNull()).isTrue();
        assertThat(deleted.path(1).path("error").path("code").asText()).isEqualTo("PT404");
        assertThat(world.alice().visibleFiles()).isEmpty();

        JsonNode restored =
                callForMany(world.bob(), "restore_files", second, first).success();
        assertThat(restored.findValuesAsText("status")).containsExactly("ready", "ready");
        assertThat(world.alice().visibleFiles()).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void filesOfADeletedRow_areInTheTrash_andComeBackWithIt() {
        String site = world.newSite();
        UUID fileId = photo(site);
        world.database().execute("delete from app.site where id = ?::uuid", site);
        assertThat(world.alice().visibleFiles()).isEmpty();
        assertThat(world.alice()
                        .get("/deleted_files?select=deletion_cause&id=eq." + fileId)
                        .success()
                        .path(0)
                        .path("deletion_cause")
                        .asText())
                .isEqualTo("entity_deleted");

        world.database()
                .execute(
                        "insert into app.site (id, organization_id, name) values (?::uuid, ?, 'x')",
                        site,
                        world.acme());
        assertThat(world.bob().visibleFiles())
                .as("not with the next row of that id")
                .isEmpty();
        String restored = world.alice()
                .rpc("restore_entity_files", "{\"entity_type\": \"site\", \"entity_id\": \"%s\"}".formatted(site))
                .success()
                .asText();
        assertThat(restored).isEqualTo("1");
        assertThat(world.bob().visibleFiles()).containsExactly(fileId);
    }

    @Test
    void purgedFile_isGoneForGood_andOnlyAnAdminMay() {
        UUID fileId = photo(world.newSite());
        call(world.alice(), "delete_file", fileId).success();
        assertThat(callForMany(world.alice(), "purge_files", fileId)
                        .success()
                        .path(0)
                        .path("error")
                        .path("code")
                        .asText())
                .isEqualTo("42501");
        assertThat(callForMany(world.admin(), "purge_files", fileId)
                        .success()
                        .path(0)
                        .path("error")
                        .isNull())
                .isTrue();
        assertThat(call(world.alice(), "restore_file", fileId).status()).isEqualTo(404);
        assertThat(world.alice().get("/deleted_files").success()).isEmpty();
    }
}
