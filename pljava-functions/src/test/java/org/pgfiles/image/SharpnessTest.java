package org.pgfiles.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgfiles.media.TestPhotos;
import org.pgfiles.metadata.MediaType;

/** Variants keep the detail that their size has room for: they are compared with an exact computation (Lanczos3). */
@ParameterizedClass
@ValueSource(strings = {"jdk", "turbojpeg"})
class SharpnessTest {
    private static final int WIDTH = 1536;
    private static final int HEIGHT = 1152;

    private final Backends backends;

    SharpnessTest(String name) {
        backends = NativeLibrary.require(name);
    }

    /** In dB, about 1 below what it is. Java's own bilinear scaling, which Thumbnailator chooses, has 39 to 44. */
    @ParameterizedTest
    @CsvSource({"600, 48", "420, 47.5", "300, 46"})
    void make_photo_keepsItsDetail(int side, double decibels) throws IOException {
        byte[] photo = TestPhotos.phonePhoto(WIDTH, HEIGHT);
        VariantSpec png = new VariantSpec(side, side, Fit.COVER, OutputFormat.PNG, 100);

        byte[] variant = Thumbnails.make(backends, photo, MediaType.JPEG, 1, 10_000_000, List.of(png), () -> false)
                .thumbnails()
                .get(0)
                .bytes();

        BufferedImage exact = ImageIO.read(new ByteArrayInputStream(photo));
        BufferedImage made = ImageIO.read(new ByteArrayInputStream(variant));
        assertThat(psnr(made, exact)).isGreaterThan(decibels);
    }

    /** The peak signal-to-noise ratio of the green samples, in dB; the variant shows the photo's middle. */
    private static double psnr(BufferedImage made, BufferedImage photo) {
        int side = made.getWidth();
        double step = (double) HEIGHT / side;
        double[][] narrow = new double[HEIGHT][side];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < side; x++) {
                int row = y;
                narrow[y][x] = resampled(
                        (x + 0.5) * step + (WIDTH - HEIGHT) / 2 - 0.5,
                        step,
                        at -> photo.getRGB(within(at, WIDTH), row) >> 8 & 0xff);
            }
        }
        double sum = 0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int column = x;
                double exact = resampled((y + 0.5) * step - 0.5, step, at -> narrow[within(at, HEIGHT)][column]);
                double error = (made.getRGB(x, y) >> 8 & 0xff) - Math.max(0, Math.min(255, exact));
                sum += error * error;
            }
        }
        return 10 * Math.log10(255 * 255 / (sum / (side * side)));
    }

    private static double resampled(double middle, double step, IntToDoubleFunction samples) {
        double sum = 0;
        double weights = 0;
        for (int at = (int) Math.ceil(middle - 3 * step); at < middle + 3 * step; at++) {
            double x = Math.PI * (at - middle) / step;
            double weight = x == 0 ? 1 : Math.sin(x) / x * Math.sin(x / 3) / (x / 3);
            sum += weight * samples.applyAsDouble(at);
            weights += weight;
        }
        return sum / weights;
    }

    private static int within(int at, int length) {
        return Math.max(0, Math.min(length - 1, at));
    }
}
