package org.pgfiles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pgfiles.http.client.UploadRequest;

/** A variant with a watermark that is added later is made of a photo that was ready before. */
@Promise("a variant that is added later is made of the files that are there")
@ExtendWith(WorldExtension.class)
class NewVariantTest {
    /** One red pixel. */
    private static final String WATERMARK = HexFormat.of().formatHex(redPixel());

    private final World world;

    NewVariantTest(World world) {
        this.world = world;
    }

    private static byte[] redPixel() {
        BufferedImage pixel = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        pixel.setRGB(0, 0, Color.RED.getRGB());
        return TestPhoto.written("png", pixel);
    }

    @Test
    void variant_addedLater_isMadeOfReadyPhotosBesideTheirOthers() {
        UUID photo = world.readyPhoto(world.alice(), UploadRequest.jpeg(world.newSite(), TestPhoto.small().length));
        String name = "v" + UUID.randomUUID().toString().replace("-", "");
        world.database()
                .execute(
                        "insert into pgfiles.watermark (name, image, opacity, scale) values (?, decode(?, 'hex'), 1, 0.5)",
                        name,
                        WATERMARK);
        world.database()
                .execute(
                        "insert into pgfiles.variant_spec (name, width, height, watermark) values (?, 64, 64, ?)",
                        name,
                        name);
        try {
            JsonNode variants = world.awaitVariant(photo, name);
            assertThat(variants.has("thumbnail_small")).isTrue();
            byte[] bytes = world.alice()
                    .rpc("generate_download_url", "{\"file_id\": \"%s\", \"variant\": \"%s\"}".formatted(photo, name))
                    .signed()
                    .send()
                    .body();
            Color corner = new Color(TestPhoto.decoded(bytes).getRGB(52, 52));
            assertThat(corner.getRed()).as("%s", corner).isGreaterThan(200);
            assertThat(corner.getGreen())
                    .as("%s, and not the yellow below", corner)
                    .isLessThan(90);
        } finally {
            world.database().execute("delete from pgfiles.variant_spec where name = ?", name);
            world.database().execute("delete from pgfiles.watermark where name = ?", name);
        }
    }
}
