package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.Response;
import org.pgfiles.http.client.SignedRequest;
import org.pgfiles.http.client.UploadRequest;

/** Files inside the rows of the application's own table, by the SQL of the how-to itself. */
@Promise("files stand inside the rows of the application's own table")
@ExtendWith(WorldExtension.class)
class EmbedTest {
    private final World world;
    private final String site;
    private final String emptySite;

    EmbedTest(World world) {
        this.world = world;
        this.site = world.newSite();
        this.emptySite = world.newSite();
        world.database().execute("update app.site set name = 'North' where id = ?::uuid", site);
        world.database().execute("update app.site set name = 'Quarry' where id = ?::uuid", emptySite);
    }

    private UploadRequest photo(String fileName) {
        return UploadRequest.jpeg(site, TestPhoto.small().length).with("file_name", fileName);
    }

    private static Response sites(Api user, String query) {
        return user.send("GET", "/sites?" + query, "", "Accept-Profile", EmbeddingSchema.NAME);
    }

    @Test
    void sites_withTheirFiles_haveSignedUrls() {
        world.readyPhoto(world.alice(), photo("first.jpg"));
        world.readyPhoto(world.alice(), photo("second.jpg"));
        world.alice().uploadUrl(photo("pending.jpg"));
        try (EmbeddingSchema schema = EmbeddingSchema.create(world)) {
            schema.await(world.alice());

            JsonNode rows = sites(
                            world.bob(), "select=name,files(file_name,download_url)&order=name&files.order=created_at")
                    .success();

            assertThat(rows.findValuesAsText("name")).containsExactly("North", "Quarry");
            assertThat(rows.get(1).path("files")).isEmpty();
            JsonNode files = rows.get(0).path("files");
            assertThat(files.findValuesAsText("file_name"))
                    .as("pending.jpg is there for its uploader only")
                    .containsExactly("first.jpg", "second.jpg");
            for (JsonNode file : files) {
                assertThat(SignedRequest.get(file.path("download_url").asText()).body())
                        .isEqualTo(TestPhoto.small());
            }
            assertNewestThumbnail();
            assertForeignSitesAreHidden();
        }
    }

    private void assertNewestThumbnail() {
        JsonNode rows = sites(
                        world.bob(),
                        "select=name,files!inner(file_name,thumbnail_small_url)&files.order=created_at.desc&files.limit=1")
                .success();
        assertThat(rows.findValuesAsText("name")).as("sites that have files").containsExactly("North");
        assertThat(rows.get(0).path("files").findValuesAsText("file_name")).isEqualTo(List.of("second.jpg"));
        String url = rows.get(0).at("/files/0/thumbnail_small_url").asText();
        assertThat(TestPhoto.decoded(SignedRequest.get(url).body()).getWidth()).isEqualTo(150);
    }

    private void assertForeignSitesAreHidden() {
        assertThat(sites(world.carol(), "select=name,files(file_name)").success())
                .isEmpty();
        assertThat(world.alice()
                        .send("POST", "/rpc/files", "{}", "Content-Profile", EmbeddingSchema.NAME)
                        .problem()
                        .code())
                .as("a relationship is no RPC")
                .isEqualTo("PGRST202");
    }
}
