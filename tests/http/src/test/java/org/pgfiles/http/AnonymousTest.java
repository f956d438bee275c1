package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgfiles.http.client.Response;
import org.pgfiles.http.client.UploadRequest;

/** A request without a token gets 401 from every endpoint, and no data. */
@Promise("nobody gets anything without a token")
@ExtendWith(WorldExtension.class)
class AnonymousTest {
    private final World world;

    AnonymousTest(World world) {
        this.world = world;
    }

    @Tag("smoke")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /files | ''",
                "GET | /files?select=id,download_url | ''",
                "GET | /file_upload_requests | ''",
                "POST | /files | {\"file_name\": \"x.jpg\"}",
                "PATCH | /files?status=eq.pending | {\"status\": \"ready\"}",
                "DELETE | /files?status=eq.pending | ''",
                "POST | /rpc/generate_upload_url | UPLOAD",
                "POST | /rpc/generate_download_url | {\"file_id\": \"FILE\"}",
                "POST | /rpc/confirm_upload | {\"file_id\": \"FILE\"}",
                "POST | /rpc/grant_api_to | {\"role\": \"anon\"}"
            })
    void request_withoutToken_is401(String method, String path, String body) {
        UploadRequest upload = UploadRequest.jpeg(world.newSite(), TestPhoto.small().length);
        UUID fileId = world.readyPhoto(world.alice(), upload);
        String sent = body.replace("UPLOAD", upload.json().toString()).replace("FILE", fileId.toString());

        Response response = world.anonymous().send(method, path, sent);

        assertThat(response.status()).as(response.text()).isEqualTo(401);
        assertThat(response.text()).doesNotContain(fileId.toString(), world.acme(), "photo.jpg", "X-Amz");
        assertThat(world.filesOf(world.acme())).isEqualTo(1);
    }

    @Test
    void everyRpc_withoutToken_is401() {
        JsonNode paths = world.alice().get("/").success().path("paths");
        assertThat(paths.properties())
                .filteredOn(path -> path.getKey().startsWith("/rpc/"))
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(path -> {
                    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
                    path.getValue().findValue("properties").fieldNames().forEachRemaining(arguments::putNull);
                    Response response = world.anonymous().send("POST", path.getKey(), arguments.toString());
                    assertThat(response.status()).as(response.text()).isEqualTo(401);
                });
    }

    @Tag("core")
    @Test
    void openApi_withoutToken_tellsNothing() {
        assertThat(world.anonymous().get("/").text()).doesNotContain("upload", "file_name", "download");
    }
}
