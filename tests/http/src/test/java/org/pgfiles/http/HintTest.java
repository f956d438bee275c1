package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Response;
import org.pgfiles.http.client.UploadRequest;

/** What a client tries first and PostgREST alone refuses without a word: the answer says what to do instead. */
@Promise("a refusal says what to do instead")
@ExtendWith(WorldExtension.class)
class HintTest {
    private final World world;

    HintTest(World world) {
        this.world = world;
    }

    private static void assertHint(Response response, int status, String hint) {
        assertThat(response.status()).as(response.text()).isEqualTo(status);
        assertThat(response.json().path("hint").asText()).startsWith(hint);
    }

    @Test
    void get_functionThatWrites_isToldToPost() {
        assertHint(
                world.alice().get("/rpc/generate_download_url?file_id=" + UUID.randomUUID()), 405, "call it with POST");
    }

    @Test
    void call_withoutAToken_isToldToSendOne() {
        assertHint(world.anonymous().rpc("generate_upload_url", "{}"), 401, "send a token: Authorization: Bearer");
        assertHint(world.anonymous().get("/files"), 401, "send a token: Authorization: Bearer");
    }

    @Test
    void files_patchedOrDeleted_namesTheFunction() {
        assertHint(
                world.alice().send("PATCH", "/files?status=eq.pending", "{\"title\": \"x\"}"),
                405,
                "POST /rpc/attach_file");
        assertHint(world.alice().send("DELETE", "/files?status=eq.pending", ""), 405, "POST /rpc/");
    }

    @Test
    void generateDownloadUrls_items_areTakenAsOfUploads() {
        byte[] photo = TestPhoto.small();
        UUID fileId = world.readyPhoto(world.alice(), UploadRequest.jpeg(world.newSite(), photo.length));
        UUID unknown = UUID.randomUUID();

        JsonNode urls = world.alice()
                .rpc(
                        "generate_download_urls",
                        "{\"items\": [{\"file_id\": \"" + unknown + "\"}, {\"file_id\": \"" + fileId + "\"}]}")
                .success();

        assertThat(urls).hasSize(2);
        assertThat(urls.get(0).path("error").path("code").asText()).isEqualTo("PT404");
        assertThat(urls.get(1).path("file_id").asText()).isEqualTo(fileId.toString());
        assertThat(urls.get(1).path("url").asText()).contains("X-Amz-Signature");
        assertHint(
                world.alice().rpc("generate_download_urls", "{\"items\": [{\"id\": \"" + fileId + "\"}]}"),
                400,
                "send {\"items\": [{\"file_id\"");
    }
}
