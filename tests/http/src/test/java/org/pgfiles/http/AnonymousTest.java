package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgfiles.http.client.Response;
import org.pgfiles.http.client.UploadRequest;

/** A request without a token gets 401 from every endpoint, and no data. */
@ExtendWith(WorldExtension.class)
class AnonymousTest {
    private final World world;

    AnonymousTest(World world) {
        this.world = world;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /files | ''",
                "GET | /files?select=id,download_url | ''",
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
        assertThat(paths.fieldNames())
                .toIterable()
                .filteredOn(path -> path.startsWith("/rpc/"))
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(path -> assertThat(
                                world.anonymous().send("POST", path, "{}").status())
                        .isEqualTo(401));
    }

    @Test
    void openApi_withoutToken_tellsNothing() {
        assertThat(world.anonymous().get("/").text()).doesNotContain("upload", "file_name", "download");
    }
}
