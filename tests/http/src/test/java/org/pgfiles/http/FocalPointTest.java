package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.SignedRequest;
import org.pgfiles.http.client.UploadRequest;

/** What is shown before the thumbnails, and what the thumbnails show. */
@Promise("a photo has a placeholder, and its thumbnails keep what its uploader says")
@ExtendWith(WorldExtension.class)
class FocalPointTest {
    private final World world;

    FocalPointTest(World world) {
        this.world = world;
    }

    @Test
    void setFocalPoint_topOfAPortrait_isWhatItsThumbnailsShow() {
        byte[] photo = TestPhoto.portrait();
        JsonNode ready = world.process(world.alice(), UploadRequest.jpeg(world.newSite(), photo.length), photo);
        UUID fileId = UUID.fromString(ready.path("id").asText());
        assertThat(Base64.getDecoder().decode(ready.path("placeholder").asText()))
                .as("a ThumbHash")
                .hasSizeBetween(15, 25);
        assertThat(leftBelowTheMiddle(fileId)).isEqualTo(Color.YELLOW);

        assertThat(world.bob()
                        .rpc("set_focal_point", "{\"file_id\": \"%s\", \"x\": 0.5, \"y\": 0}".formatted(fileId))
                        .status())
                .isEqualTo(403);
        JsonNode row = world.alice()
                .rpc("set_focal_point", "{\"file_id\": \"%s\", \"x\": 0.5, \"y\": 0}".formatted(fileId))
                .json();
        assertThat(row.path("focal_y").asDouble(-1)).isZero();
        world.awaitVariants(
                fileId,
                variants ->
                        variants.path("thumbnail_small").path("s3_key").asText().endsWith("-f5000.jpg"));

        assertThat(leftBelowTheMiddle(fileId)).isEqualTo(Color.RED);
    }

    /** Of the square that is cropped from the photo: red above yellow. */
    private Color leftBelowTheMiddle(UUID fileId) {
        String url = world.alice()
                .file(fileId, ",thumbnail_small_url")
                .path("thumbnail_small_url")
                .asText();
        Color colour =
                new Color(TestPhoto.decoded(SignedRequest.get(url).body()).getRGB(37, 86));
        return colour.getGreen() > 128 ? Color.YELLOW : Color.RED;
    }
}
