package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.Response;
import org.pgfiles.http.client.UploadRequest;

/** Files are found by what they are called, from where a gallery would ask. */
@Promise("files are found by words, labels, place and moment of capture")
@ExtendWith(WorldExtension.class)
class SearchTest {
    private final World world;
    /** A word that no other test's file has. */
    private final String word = "w" + UUID.randomUUID().toString().replace("-", "");

    SearchTest(World world) {
        this.world = world;
    }

    private void ready(Api user, String site, String name) {
        byte[] bytes = TestPhoto.portrait();
        JsonNode file =
                world.process(user, UploadRequest.jpeg(site, bytes.length).with("file_name", name), bytes);
        assertThat(file.path("status").asText()).as("%s", file).isEqualTo("ready");
    }

    private static JsonNode search(Api user, String query) {
        return user.rpc("search_files", JsonNodeFactory.instance.objectNode().put("query", query))
                .success();
    }

    private static List<String> names(JsonNode rows) {
        return rows.findValuesAsText("file_name");
    }

    @Test
    void search_wordInAnyWriting_isFoundByWhoMaySeeIt() {
        String site = world.newSite();
        ready(world.alice(), site, "Zürcher Brücke " + word + ".jpg");
        ready(world.carol(), world.newForeignSite(), "Zürich " + word + ".jpg");

        JsonNode rows = search(world.bob(), "BRUCKE " + word);
        assertThat(names(rows)).containsExactly("Zürcher Brücke " + word + ".jpg");
        assertThat(rows.get(0).path("file").path("entity_id").asText()).isEqualTo(site);
        assertThat(rows.get(0).path("rank").asDouble()).isEqualTo(1);
        assertThat(rows.get(0).path("is_complete").asBoolean()).isTrue();
        assertThat(rows.get(0).path("next").isNull()).isTrue();
        assertThat(rows.get(0).path("thumbnail_small_url").asText()).contains("X-Amz-Signature");
        assertThat(names(search(world.carol(), "zur " + word))).containsExactly("Zürich " + word + ".jpg");
    }

    @Test
    void search_galleryPageByPage_everyFileOnce() {
        String site = world.newSite();
        List.of("a.jpg", "b.jpg", "c.jpg").forEach(name -> ready(world.alice(), site, name));

        // PostgREST's limit cuts our page; what is cut off is on the next one.
        List<String> found = new ArrayList<>();
        String after = "";
        for (int page = 0; page < 3; page++) {
            JsonNode rows = world.alice()
                    .get("/rpc/search_files?entity_id=" + site
                            + "&file_type=image/*&select=next,file-%3E%3Efile_name&limit=1"
                            + (after.isEmpty() ? "" : "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8)))
                    .success();
            assertThat(rows).hasSize(1);
            found.add(rows.get(0).path("file_name").asText());
            after = rows.get(0).path("next").asText("");
        }
        assertThat(found).containsExactly("c.jpg", "b.jpg", "a.jpg");
        assertThat(after).isEmpty();
    }

    @Test
    void search_afterOfNobody_isRefused() {
        Response answer = world.alice().rpc("search_files", "{\"query\": \"x\", \"after\": \"y\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem().code()).isEqualTo("22023");
        assertThat(answer.problem().details()).contains("after");
    }
}
