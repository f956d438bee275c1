package org.pgfiles.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hashes are those of the package thumbhash 0.1.1, which its author has published. */
class ThumbHashTest {
    @ParameterizedTest
    @CsvSource({
        "landscape, 64, 43, mggKLYZBl3cwmGiWeYd3d3Vf/D9T",
        "portrait, 31, 64, 1xgOMwSCYFiKeXd4jxYV6OA=",
        "transparent, 57, 64, GLeCFAAXuSplBMq1V8f34gYteAeQZ5uIBw==",
        "veiled, 41, 20, YVuLEo4aoIaFh3iIf/WVd5CHk4iId3g=",
        "nothing, 8, 8, AAiCBQAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="
    })
    void of_picture_isWhatOthersMakeOfIt(String name, int width, int height, String expected) {
        assertThat(Base64.getEncoder().encodeToString(ThumbHash.of(picture(name, width, height))))
                .isEqualTo(expected);
    }

    /** Without waves there is only the average colour, whatever others make of the noise. */
    @ParameterizedTest
    @CsvSource({"one colour, 16, 16, VIoABwA", "white, 1, 1, Pwh+BwA"})
    void of_oneColour_isThatColour(String name, int width, int height, String beginning) {
        assertThat(Base64.getEncoder().encodeToString(ThumbHash.of(picture(name, width, height))))
                .startsWith(beginning)
                .endsWith("AAAA");
    }

    @ParameterizedTest
    @CsvSource({"64, 1", "1, 64"})
    void of_line_isAHash(int width, int height) {
        assertThat(ThumbHash.of(picture("landscape", width, height)).length).isBetween(15, 25);
    }

    private static BufferedImage picture(String name, int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(
                        x,
                        y,
                        switch (name) {
                            case "landscape" ->
                                argb(mixed(x, y, 1, 2, 1), mixed(x, y, 2, 1, 0), mixed(x, y, 0, 1, 2), 255);
                            case "portrait" ->
                                argb(mixed(x, y, 3, 1, 0), mixed(x, y, 1, 1, 1), mixed(x, y, 1, 0, 2), 255);
                            case "transparent" ->
                                argb(mixed(x, y, 1, 2, 1), 40, mixed(x, y, 0, 1, 2), mixed(x, y, 1, 1, 0));
                            case "veiled" ->
                                argb(
                                        255,
                                        mixed(x, y, 2, 1, 0),
                                        mixed(x, y, 1, 3, 0),
                                        128 + (mixed(x, y, 1, 1, 3) >> 1));
                            case "one colour" -> argb(10, 200, 30, 255);
                            case "white" -> argb(255, 255, 255, 255);
                            default -> argb(50, 60, 70, 0);
                        });
            }
        }
        return picture;
    }

    /** All waves are in it: of one that is not, it would be chance whether it is rounded up or down. */
    private static int mixed(int x, int y, int a, int b, int c) {
        return ((x * x * a + y * y * b + x * y * c) >> 4) & 255;
    }

    private static int argb(int r, int g, int b, int a) {
        return a << 24 | r << 16 | g << 8 | b;
    }
}
