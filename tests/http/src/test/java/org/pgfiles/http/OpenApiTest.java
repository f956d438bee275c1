package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgREST describes the API to whoever has a token; the comments in SQL are that description. */
@Promise("PostgREST describes the API")
@ExtendWith(WorldExtension.class)
class OpenApiTest {
    private final JsonNode openApi;

    OpenApiTest(World world) {
        openApi = world.alice().get("/").success();
    }

    @ParameterizedTest
    @CsvSource({
        "generate_upload_url, A signed URL for one upload, file_size",
        "generate_download_url, A signed URL for one download, variant",
        "confirm_upload, Says that the upload is done, file_id"
    })
    void openApi_rpc_hasSummaryErrorsAndArguments(String name, String summary, String argument) {
        JsonNode post = openApi.path("paths").path("/rpc/" + name).path("post");

        assertThat(post.path("summary").asText()).isEqualTo(summary);
        assertThat(post.path("description").asText()).contains("Errors:", "PT404");
        assertThat(post.path("parameters").findValue("properties").has(argument))
                .isTrue();
    }

    @Test
    void openApi_title_isOurs() {
        assertThat(openApi.path("info").path("title").asText()).isEqualTo("pgfiles");
    }

    @Test
    void openApi_everyColumn_hasADescription() {
        JsonNode columns = openApi.path("definitions").path("files").path("properties");
        assertThat(columns.size()).isGreaterThan(20);
        columns.properties().forEach(column -> assertThat(
                        column.getValue().path("description").asText())
                .as(column.getKey())
                .isNotBlank());
    }

    @Test
    void openApi_everyRpc_hasASummaryAndADescription() {
        assertThat(openApi.path("paths").properties())
                .filteredOn(path -> path.getKey().startsWith("/rpc/"))
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(path -> {
                    JsonNode post = path.getValue().path("post");
                    assertThat(post.path("summary").asText()).as(path.getKey()).isNotBlank();
                    assertThat(post.path("description").asText())
                            .as(path.getKey())
                            .isNotBlank();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant_api_to", "download_url", "thumbnail_small_url"})
    void openApi_whatIsNotForClients_isNotOffered(String name) {
        assertThat(openApi.path("paths").has("/rpc/" + name)).isFalse();
    }
}
