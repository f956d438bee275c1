package org.pgfiles.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pgfiles.metadata.MediaType;

/**
 * What an image looks like in 64 bits: two images that look alike differ in few of them, whatever their size, format and
 * quality. The signs of the 8 x 8 slowest waves, against their median, of the discrete cosine transform of the picture's
 * brightness.
 *
 * @see <a href="https://www.phash.org/docs/pubs/thesis_zauner.pdf">C. Zauner, Implementation and Benchmarking of Perceptual
 *     Image Hash Functions, 2010, section 3.2.1</a>
 */
public final class PerceptualHash {
    /** What it is made from: the whole picture, upright, without an encoder's losses. */
    public static final VariantSpec SOURCE = new VariantSpec(64, 64, Fit.INSIDE, OutputFormat.PNG, 100);

    private static final int WAVES = 8;

    /** Pixels; a side with fewer has no eight waves. */
    private static final int MIN_SIDE = 2 * WAVES;

    /** Levels of brightness; below it is no picture but one colour, and what differs is noise. */
    private static final double MIN_CONTRAST = 0.5;

    private PerceptualHash() {}

    /** The pixels of a variant as {@link #SOURCE} describes it. */
    public static BufferedImage picture(byte[] variant) {
        BooleanSupplier never = () -> false;
        try (ImageFile file = JdkImage.open(variant, MediaType.PNG, never)) {
            return file.decode(1, never).image();
        }
    }

    /** The hash; null for a picture that is narrow or of one colour. */
    public static @Nullable Long of(BufferedImage picture) {
        if (picture.getWidth() < MIN_SIDE || picture.getHeight() < MIN_SIDE) {
            return null;
        }
        double[] waves = waves(brightness(picture));
        double[] sorted = waves.clone();
        Arrays.sort(sorted);
        if (Math.max(sorted[sorted.length - 1], -sorted[0]) < MIN_CONTRAST) {
            return null;
        }
        double median = (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
        long hash = 0;
        for (double wave : waves) {
            hash = hash << 1 | (wave > median ? 1 : 0);
        }
        return hash;
    }

    /** 0 to 255, on white where the picture is transparent (ITU-R BT.601). */
    private static double[][] brightness(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        BufferedImage opaque = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = opaque.createGraphics();
        canvas.drawImage(picture, 0, 0, Color.WHITE, null);
        canvas.dispose();
        double[][] rows = new double[height][width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = opaque.getRGB(x, y);
                rows[y][x] = 0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff);
            }
        }
        return rows;
    }

    /** The waves of 1 to 8 half periods down and across; the average, of no half period, is left out. */
    private static double[] waves(double[][] rows) {
        double[][] columns = new double[WAVES][];
        for (int across = 0; across < WAVES; across++) {
            columns[across] = new double[rows.length];
            for (int y = 0; y < rows.length; y++) {
                columns[across][y] = wave(rows[y], across + 1);
            }
        }
        double[] waves = new double[WAVES * WAVES];
        for (int i = 0; i < waves.length; i++) {
            waves[i] = wave(columns[i % WAVES], i / WAVES + 1);
        }
        return waves;
    }

    private static double wave(double[] samples, int halfPeriods) {
        double sum = 0;
        for (int i = 0; i < samples.length; i++) {
            sum += samples[i] * Math.cos(Math.PI * halfPeriods * (i + 0.5) / samples.length);
        }
        return sum / samples.length;
    }
}
