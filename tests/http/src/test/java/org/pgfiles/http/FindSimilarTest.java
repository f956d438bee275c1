package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.Api;
import org.pgfiles.http.client.UploadRequest;

/** The same picture in another size and format is found, among what one may see. */
@Promise("the same picture is found in another size")
@ExtendWith(WorldExtension.class)
class FindSimilarTest {
    private final World world;

    FindSimilarTest(World world) {
        this.world = world;
    }

    private UUID ready(Api user, String site, String type, byte[] bytes) {
        JsonNode file =
                world.process(user, UploadRequest.jpeg(site, bytes.length).with("file_type", type), bytes);
        assertThat(file.path("status").asText()).as("%s", file).isEqualTo("ready");
        return UUID.fromString(file.path("id").asText());
    }

    private static JsonNode similar(Api user, UUID fileId) {
        return user.rpc("find_similar", "{\"file_id\": \"" + fileId + "\"}").success();
    }

    @Test
    void samePicture_smallerAsPng_isFoundByWhoMaySeeIt() {
        String site = world.newSite();
        UUID photo = ready(world.alice(), site, "image/jpeg", TestPhoto.scene("jpeg", 1200, 900));
        UUID smaller = ready(world.alice(), site, "image/png", TestPhoto.scene("png", 320, 240));
        UUID foreign = ready(world.carol(), world.newForeignSite(), "image/png", TestPhoto.scene("png", 320, 240));

        JsonNode found = similar(world.bob(), photo);
        assertThat(found.findValuesAsText("id")).containsExactly(smaller.toString());
        assertThat(found.get(0).path("distance").asInt()).isLessThanOrEqualTo(8);
        assertThat(found.get(0).path("is_same_content").asBoolean()).isFalse();
        assertThat(found.get(0).path("thumbnail_small_url").asText()).contains("X-Amz-Signature");
        assertThat(similar(world.carol(), foreign)).isEmpty();
    }
}
