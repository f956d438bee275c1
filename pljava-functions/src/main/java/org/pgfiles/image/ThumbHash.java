package org.pgfiles.image;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A blurred picture of an image in at most 25 bytes, to be shown while the thumbnail is loaded: the average colour and the
 * slowest waves of brightness, of yellow against blue, of red against green, and of what is transparent.
 *
 * @see <a href="https://evanw.github.io/thumbhash/">ThumbHash</a>
 */
public final class ThumbHash {
    /** Waves along the longer side; with transparency there is room for fewer. */
    private static final int WAVES = 7;

    private static final int WAVES_WITH_ALPHA = 5;
    private static final int WAVES_OF_COLOUR = 3;

    /** Below it is no wave, but what is left of computing with fractions. */
    private static final double MIN_AMPLITUDE = 1e-9;

    private final int width;
    private final int height;
    private final boolean hasAlpha;
    private final double[] alpha;
    private final double[][] colours;

    /** What one channel is written as: its average, its largest amplitude, and the others as parts of that, 0 to 1. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Waves(double average, double amplitude, double[] parts) {}

    private ThumbHash(BufferedImage picture) {
        width = picture.getWidth();
        height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        alpha = new double[pixels.length];
        colours = new double[3][pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            alpha[i] = (pixels[i] >>> 24) / 255.0;
            for (int c = 0; c < 3; c++) {
                colours[c][i] = (pixels[i] >> (16 - 8 * c) & 0xff) / 255.0;
            }
        }
        hasAlpha = Arrays.stream(alpha).anyMatch(a -> a < 1);
        for (double[] colour : colours) {
            layOnAverage(colour);
        }
    }

    /**
     * The hash, as its specification has it.
     *
     * @param picture at most 100 x 100 pixels, upright; larger ones take long and win nothing
     */
    public static byte[] of(BufferedImage picture) {
        return new ThumbHash(picture).bytes();
    }

    /** What is transparent has the average colour of the rest, so that it makes no waves. */
    private void layOnAverage(double[] colour) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < colour.length; i++) {
            sum += alpha[i] * colour[i];
            weight += alpha[i];
        }
        double average = weight == 0 ? 0 : sum / weight;
        for (int i = 0; i < colour.length; i++) {
            colour[i] = average * (1 - alpha[i]) + colour[i] * alpha[i];
        }
    }

    private byte[] bytes() {
        double[] brightness = new double[alpha.length];
        double[] yellow = new double[alpha.length];
        double[] red = new double[alpha.length];
        for (int i = 0; i < alpha.length; i++) {
            double r = colours[0][i];
            double g = colours[1][i];
            double b = colours[2][i];
            brightness[i] = (r + g + b) / 3;
            yellow[i] = (r + g) / 2 - b;
            red[i] = r - g;
        }
        int limit = hasAlpha ? WAVES_WITH_ALPHA : WAVES;
        int across = Math.max(1, rounded(limit, (double) width / Math.max(width, height)));
        int down = Math.max(1, rounded(limit, (double) height / Math.max(width, height)));
        Waves l = waves(brightness, Math.max(WAVES_OF_COLOUR, across), Math.max(WAVES_OF_COLOUR, down));
        Waves p = waves(yellow, WAVES_OF_COLOUR, WAVES_OF_COLOUR);
        Waves q = waves(red, WAVES_OF_COLOUR, WAVES_OF_COLOUR);
        boolean isLandscape = width > height;

        Bits bits = new Bits();
        bits.add(6, rounded(63, l.average));
        bits.add(6, rounded(31.5, 1 + p.average));
        bits.add(6, rounded(31.5, 1 + q.average));
        bits.add(5, rounded(31, l.amplitude));
        bits.add(1, hasAlpha ? 1 : 0);
        bits.add(3, isLandscape ? down : across);
        bits.add(6, rounded(63, p.amplitude));
        bits.add(6, rounded(63, q.amplitude));
        bits.add(1, isLandscape ? 1 : 0);
        Waves a = new Waves(1, 0, new double[0]);
        if (hasAlpha) {
            a = waves(alpha, WAVES_WITH_ALPHA, WAVES_WITH_ALPHA);
            bits.add(4, rounded(15, a.average));
            bits.add(4, rounded(15, a.amplitude));
        }
        for (Waves channel : new Waves[] {l, p, q, a}) {
            for (double part : channel.parts) {
                bits.add(4, rounded(15, part));
            }
        }
        return bits.bytes();
    }

    /** Of the discrete cosine transform the corner of the slow waves, row by row. */
    private Waves waves(double[] channel, int across, int down) {
        double[][] cosines = new double[across][];
        for (int cx = 0; cx < across; cx++) {
            cosines[cx] = cosines(cx, width);
        }
        double average = 0;
        double[] parts = new double[across * down];
        int count = 0;
        double amplitude = 0;
        for (int cy = 0; cy < down; cy++) {
            double[] folded = folded(channel, cosines(cy, height));
            for (int cx = 0; cx * down < across * (down - cy); cx++) {
                double wave = 0;
                for (int x = 0; x < width; x++) {
                    wave += folded[x] * cosines[cx][x];
                }
                wave /= channel.length;
                if (cx == 0 && cy == 0) {
                    average = wave;
                } else {
                    parts[count++] = wave;
                    amplitude = Math.max(amplitude, Math.abs(wave));
                }
            }
        }
        for (int i = 0; i < count; i++) {
            parts[i] = amplitude < MIN_AMPLITUDE ? 0 : 0.5 + 0.5 / amplitude * parts[i];
        }
        return new Waves(average, amplitude, Arrays.copyOf(parts, count));
    }

    /** All rows in one. */
    private double[] folded(double[] channel, double[] weights) {
        double[] folded = new double[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                folded[x] += channel[y * width + x] * weights[y];
            }
        }
        return folded;
    }

    private static double[] cosines(int halfPeriods, int length) {
        double[] cosines = new double[length];
        for (int i = 0; i < length; i++) {
            cosines[i] = Math.cos(Math.PI / length * halfPeriods * (i + 0.5));
        }
        return cosines;
    }

    private static int rounded(double steps, double part) {
        return (int) Math.round(steps * part);
    }

    /** Numbers of a few bits each, the lowest first. */
    private static final class Bits {
        private final byte[] bytes = new byte[32];
        private int count;

        void add(int width, int value) {
            for (int i = 0; i < width; i++, count++) {
                bytes[count >> 3] |= (byte) ((value >> i & 1) << (count & 7));
            }
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, (count + 7) >> 3);
        }
    }
}
