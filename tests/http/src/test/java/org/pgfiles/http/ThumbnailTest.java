package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgfiles.http.client.SignedRequest;
import org.pgfiles.http.client.UploadRequest;

/** The three smaller copies that every photo gets. */
@Promise("every photo gets three upright thumbnails without metadata")
@Tag("smoke")
@ExtendWith(WorldExtension.class)
class ThumbnailTest {
    private final World world;

    ThumbnailTest(World world) {
        this.world = world;
    }

    @ParameterizedTest
    @CsvSource({"thumbnail_small_url, 150", "thumbnail_medium_url, 400", "thumbnail_large_url, 800"})
    void thumbnail_photoWithOrientation6_isUprightSquareWithoutMetadata(String column, int side) {
        byte[] photo = TestPhoto.portrait();
        JsonNode ready = world.process(world.alice(), UploadRequest.jpeg(world.newSite(), photo.length), photo);
        String url = world.alice()
                .file(UUID.fromString(ready.path("id").asText()), "," + column)
                .path(column)
                .asText();

        HttpResponse<byte[]> thumbnail = SignedRequest.get(url);

        assertThat(thumbnail.statusCode()).isEqualTo(200);
        assertThat(thumbnail.headers().firstValue("content-type")).hasValue("image/jpeg");
        assertThat(thumbnail.headers().firstValue("cache-control")).hasValue("private, max-age=31536000, immutable");

        BufferedImage image = TestPhoto.decoded(thumbnail.body());
        assertThat(image.getWidth()).isEqualTo(side);
        assertThat(image.getHeight()).isEqualTo(side);
        // The photo's quadrants, turned clockwise by a quarter.
        assertColor(image, side / 4, side / 4, Color.RED);
        assertColor(image, side * 3 / 4, side / 4, Color.GREEN);
        assertColor(image, side * 3 / 4, side * 3 / 4, Color.BLUE);
        assertColor(image, side / 4, side * 3 / 4, Color.YELLOW);

        assertThat(JpegMarkers.of(thumbnail.body()))
                .as("no APP1, where EXIF and XMP would be; SOF2: progressive")
                .doesNotContain(0xE1)
                .contains(0xC2);
    }

    /** JPEG is lossy, so a colour is near. */
    private static void assertColor(BufferedImage image, int x, int y, Color expected) {
        Color actual = new Color(image.getRGB(x, y));
        int distance = Math.abs(actual.getRed() - expected.getRed())
                + Math.abs(actual.getGreen() - expected.getGreen())
                + Math.abs(actual.getBlue() - expected.getBlue());
        assertThat(distance).as("%s at %d, %d", actual, x, y).isLessThan(60);
    }
}
