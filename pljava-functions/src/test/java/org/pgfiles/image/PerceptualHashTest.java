package org.pgfiles.image;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pgfiles.media.Scenes;
import org.pgfiles.media.TestPhotos;
import org.pgfiles.metadata.MediaType;

/** What is alike and what is not: bits that differ, of 64. */
class PerceptualHashTest {
    private static final int ALIKE = 8;
    private static final int DIFFERENT = 20;

    private static final List<BufferedImage> PHOTOS =
            IntStream.range(0, 12).mapToObj(seed -> Scenes.draw(640, 480, seed)).toList();

    @Test
    void of_sameEncodedAgainSmallerAndBrighter_isAlike() {
        for (BufferedImage photo : PHOTOS) {
            long hash = hash(photo, 0.92f);

            assertThat(distance(hash, hash(photo, 0.5f))).isLessThanOrEqualTo(ALIKE);
            assertThat(distance(hash, hash(scaled(photo, 300, 225), 0.85f))).isLessThanOrEqualTo(ALIKE);
            assertThat(distance(hash, hash(scaled(photo, 1400, 1050), 0.7f))).isLessThanOrEqualTo(ALIKE);
            assertThat(distance(hash, hash(new RescaleOp(1.1f, 12, null).filter(photo, null), 0.8f)))
                    .isLessThanOrEqualTo(ALIKE);
        }
    }

    @Test
    void of_otherPhotos_isDifferent() {
        for (int a = 0; a < PHOTOS.size(); a++) {
            for (int b = 0; b < a; b++) {
                assertThat(distance(hash(PHOTOS.get(a), 0.9f), hash(PHOTOS.get(b), 0.9f)))
                        .as("photos %d and %d", a, b)
                        .isGreaterThanOrEqualTo(DIFFERENT);
            }
        }
    }

    @Test
    void of_photoLyingOnItsSide_isThatOfTheUprightOne() throws IOException {
        byte[] lying = TestPhotos.phonePhoto(640, 480);
        byte[] large = variant(lying, 6, new VariantSpec(480, 640, Fit.INSIDE, OutputFormat.PNG, 80));
        BufferedImage upright = requireNonNull(ImageIO.read(new ByteArrayInputStream(large)));

        assertThat(distance(requireNonNull(hash(lying, 6)), hash(upright, 0.9f)))
                .isLessThanOrEqualTo(ALIKE);
    }

    @Test
    void of_oneColourOrALine_isNull() {
        BufferedImage plain = new BufferedImage(200, 200, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D canvas = plain.createGraphics();
        canvas.setColor(Color.ORANGE);
        canvas.fillRect(0, 0, 200, 200);
        canvas.dispose();

        assertThat(hash(TestPhotos.jpeg(plain, 0.9f), 1)).isNull();
        assertThat(hash(TestPhotos.jpeg(scaled(PHOTOS.get(0), 640, 5), 0.9f), 1))
                .isNull();
    }

    private static int distance(long a, long b) {
        return Long.bitCount(a ^ b);
    }

    private static long hash(BufferedImage photo, float quality) {
        return requireNonNull(hash(TestPhotos.jpeg(photo, quality), 1));
    }

    private static @Nullable Long hash(byte[] jpeg, int orientation) {
        return PerceptualHash.of(PerceptualHash.picture(variant(jpeg, orientation, PerceptualHash.SOURCE)));
    }

    private static byte[] variant(byte[] jpeg, int orientation, VariantSpec spec) {
        return Thumbnails.make(
                        Backends.jdk(), jpeg, MediaType.JPEG, orientation, 50_000_000, List.of(spec), () -> false)
                .thumbnails()
                .get(0)
                .bytes();
    }

    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D canvas = result.createGraphics();
        canvas.drawImage(image.getScaledInstance(width, height, java.awt.Image.SCALE_AREA_AVERAGING), 0, 0, null);
        canvas.dispose();
        return result;
    }
}
