package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.Response;
import org.pgfiles.http.client.UploadRequest;

/**
 * A computed column is a function of a row, and PostgREST serves functions as RPCs: if it served these, a client could
 * make up a row. It must not get a URL that no honest row would give it.
 */
@Promise("a row that nobody was given is refused")
@ExtendWith(WorldExtension.class)
class ForgedRowTest {
    private final World world;
    private final UploadRequest upload;

    ForgedRowTest(World world) {
        this.world = world;
        this.upload = UploadRequest.jpeg(world.newSite(), TestPhoto.small().length);
    }

    private String keyOf(UUID fileId) {
        return world.database().text("select s3_original_key from pgfiles.file where id = ?", fileId);
    }

    /** A row that says it is ready, with a key of the forger's choice. */
    private static Response downloadUrl(Api forger, UUID fileId, String key) {
        ObjectNode forged = JsonNodeFactory.instance.objectNode();
        forged.putObject("file")
                .put("id", fileId.toString())
                .put("status", "ready")
                .put("bucket", "main")
                .put("s3_original_key", key)
                .put("file_name", "x.jpg");
        return forger.rpc("download_url", forged);
    }

    private static void assertNoUrl(Response response) {
        assertThat(response.text()).doesNotContain("X-Amz-Signature");
    }

    @Test
    void downloadUrl_keyOfAnotherOrganization_givesNoUrl() {
        UUID fileId = world.readyPhoto(world.alice(), upload);
        assertNoUrl(downloadUrl(world.carol(), fileId, keyOf(fileId)));
    }

    @Test
    void downloadUrl_keyOfAColleaguesOwnFile_givesNoUrl() {
        UUID fileId = world.readyPhoto(world.alice(), upload.ofMyOwn());
        assertNoUrl(downloadUrl(world.bob(), fileId, keyOf(fileId)));
    }

    @Test
    void downloadUrl_keyOfAColleaguesFileInARowOfOnesOwn_givesNoUrl() {
        UUID colleagues = world.readyPhoto(world.alice(), upload.ofMyOwn());
        UUID own = world.readyPhoto(world.bob(), upload.ofMyOwn());
        assertNoUrl(downloadUrl(world.bob(), own, keyOf(colleagues)));
    }

    @Test
    void downloadUrl_ownPendingFileSaidToBeReady_givesNoUrl() {
        UUID fileId = world.alice().uploadUrl(upload).fileId();
        assertNoUrl(downloadUrl(world.alice(), fileId, keyOf(fileId)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s/../%s/site/1/original.jpg", "%s/./../%s/site/1/original.jpg", "%s/"})
    void downloadUrl_keyThatWalksIntoAnotherOrganization_givesNoUrl(String key) {
        assertNoUrl(downloadUrl(world.alice(), UUID.randomUUID(), key.formatted(world.acme(), world.globex())));
    }

    @Test
    void thumbnailUrl_fileOfAnotherOrganization_givesNoUrl() {
        UUID fileId = world.readyPhoto(world.alice(), upload);
        ObjectNode forged = JsonNodeFactory.instance.objectNode();
        forged.putObject("file")
                .put("id", fileId.toString())
                .put("bucket", "main")
                .put("status", "ready");
        for (String column : new String[] {"thumbnail_small_url", "thumbnail_medium_url", "thumbnail_large_url"}) {
            assertNoUrl(world.carol().rpc(column, forged));
        }
    }
}
