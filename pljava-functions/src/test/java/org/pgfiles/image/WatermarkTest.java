package org.pgfiles.image;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgfiles.ErrorCode;
import org.pgfiles.PgfilesException;
import org.pgfiles.media.Bytes;
import org.pgfiles.media.TestPhotos;
import org.pgfiles.metadata.MediaType;

/** A red square laid over a black picture. */
class WatermarkTest {
    private static final byte[] BLACK =
            TestPhotos.encode(new BufferedImage(400, 300, BufferedImage.TYPE_3BYTE_BGR), "png");

    @ParameterizedTest
    @CsvSource({
        "top_left, 20, 20",
        "top_center, 100, 20",
        "center, 100, 75",
        "center_right, 180, 75",
        "bottom_left, 20, 130",
        "bottom_right, 180, 130"
    })
    void make_watermarkAtAPosition_isThereAndNowhereElse(String position, int x, int y) throws IOException {
        BufferedImage variant = marked(Watermark.of(red(50, 50), position, 1, 0.1));

        assertThat(red(variant, x, y)).isEqualTo(255);
        long marked = 0;
        for (int i = 0; i < 200 * 150; i++) {
            marked += red(variant, i % 200, i / 200) > 128 ? 1 : 0;
        }
        assertThat(marked).isEqualTo(20 * 20);
    }

    @Test
    void make_tiledWatermark_coversAllQuarters() throws IOException {
        BufferedImage variant = marked(Watermark.of(red(50, 50), "tile", 1, 0.1));

        for (int x = 0; x < 200; x += 50) {
            for (int y = 0; y < 150; y += 50) {
                assertThat(brightest(variant.getSubimage(x, y, 50, 50))).isEqualTo(255);
            }
        }
    }

    @Test
    void make_halfOpaqueWatermark_letsThePictureThrough() throws IOException {
        BufferedImage variant = marked(Watermark.of(red(50, 50), "center", 0.5, 0.1));

        assertThat(red(variant, 100, 75)).isBetween(126, 129);
    }

    @Test
    void make_watermarkHigherThanTheVariant_isMadeToFit() throws IOException {
        BufferedImage variant = marked(Watermark.of(red(10, 1000), "top_center", 1, 1));

        assertThat(brightest(variant.getSubimage(0, 100, 200, 50))).isPositive();
        assertThat(red(variant, 20, 75)).isZero();
    }

    @Test
    void make_transparentPartsOfAWatermark_leaveThePicture() throws IOException {
        BufferedImage hole = new BufferedImage(50, 50, BufferedImage.TYPE_INT_ARGB);
        hole.setRGB(0, 0, 0xffff0000);
        BufferedImage variant = marked(Watermark.of(TestPhotos.encode(hole, "png"), "center", 1, 0.25));

        assertThat(red(variant, 100, 75)).isZero();
        assertThat(red(variant, 75, 50)).isEqualTo(255);
    }

    @Test
    void of_unusable_saysWhy() {
        byte[] good = red(5, 5);
        byte[] huge = Bytes.png(Bytes.header(5000, 5000), Bytes.chunk("IDAT", new byte[9]));

        assertThatThrownBy(() -> Watermark.of(good, "middle", 1, 0.5)).hasMessage("position: middle");
        assertThatThrownBy(() -> Watermark.of(good, "center", 1.5, 0.5)).hasMessage("opacity: 1.5");
        assertThatThrownBy(() -> Watermark.of(good, "center", Double.NaN, 0.5)).hasMessage("opacity: NaN");
        assertThatThrownBy(() -> Watermark.of(good, "center", 1, 0)).hasMessage("scale: 0.0");
        assertThatThrownBy(() -> Watermark.of(new byte[Watermark.MAX_BYTES + 1], "center", 1, 1))
                .hasMessageStartingWith("at most 1048576 bytes");
        assertThatThrownBy(() -> Watermark.of(huge, "center", 1, 1)).hasMessageContaining("5000 x 5000");
        assertThatThrownBy(() -> Watermark.of(BLACK.clone(), "", 1, 1))
                .isInstanceOfSatisfying(
                        PgfilesException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
        assertThatThrownBy(() -> Watermark.of(TestPhotos.jpeg(TestPhotos.quarters(9, 9, 5), 1), "center", 1, 1))
                .isInstanceOfSatisfying(
                        PgfilesException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DAMAGED_MEDIA));
    }

    private static BufferedImage marked(Watermark watermark) throws IOException {
        VariantSpec spec = new VariantSpec(200, 150, Fit.COVER, OutputFormat.PNG, 80, watermark);
        byte[] bytes = Thumbnails.make(Backends.jdk(), BLACK, MediaType.PNG, 1, 1_000_000, List.of(spec), () -> false)
                .thumbnails()
                .get(0)
                .bytes();
        return requireNonNull(ImageIO.read(new ByteArrayInputStream(bytes)));
    }

    private static byte[] red(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, 0xff0000);
        }
        return TestPhotos.encode(image, "png");
    }

    private static int red(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) >> 16 & 0xff;
    }

    private static int brightest(BufferedImage part) {
        int brightest = 0;
        for (int i = 0; i < part.getWidth() * part.getHeight(); i++) {
            brightest = Math.max(brightest, red(part, i % part.getWidth(), i / part.getWidth()));
        }
        return brightest;
    }
}
