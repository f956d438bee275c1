package org.pgfiles.image;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Makes images smaller. First whole blocks of pixels are averaged, which is cheap and without aliasing, down to at most
 * twice the wanted size; the rest is a separable cubic (Catmull-Rom) filter as wide as the remaining step.
 */
final class Resampler {
    private static final int BITS = 14;
    private static final int MAX_FACTOR = 1024;

    private Resampler() {}

    /** The same, with blocks of so many pixels squared averaged into one. */
    static Pixels shrink(Pixels source, int factor, BooleanSupplier isStopped) {
        RowSink sink = new RowSink(source.width, source.height, source.bands, factor, isStopped);
        for (int y = 0; y < source.height; y++) {
            sink.add(source.data, y * source.width * source.bands);
        }
        return sink.finish();
    }

    /**
     * By how much to shrink before resampling to this scale (target pixels per source pixel). A last step of 1.2 or more
     * is left to the better filter: that is enough for results which differ less from the ideal than a JPEG's losses.
     */
    static int factor(double scale) {
        return (int) Math.max(1, Math.min(MAX_FACTOR, Math.floor(1 / (1.2 * scale))));
    }

    /** The rectangle x, y, w, h of the source (in its pixels, fractions allowed) as an image of this size. */
    static Pixels resample(
            Pixels source, double x, double y, double w, double h, int width, int height, BooleanSupplier isStopped) {
        Kernel across = Kernel.catmullRom(x, w, width, source.width);
        Kernel down = Kernel.catmullRom(y, h, height, source.height);
        Pixels result = Pixels.blank(width, height, source.bands);
        int left = across.first(0);
        int columns = across.end(width - 1) - left;
        int[] row = new int[columns * source.bands];
        for (int ty = 0; ty < height; ty++) {
            Stop.check(isStopped, ty);
            Arrays.fill(row, 0);
            for (int k = 0; k < down.taps(); k++) {
                int weight = down.weight(ty, k);
                int at = ((down.first(ty) + k) * source.width + left) * source.bands;
                if (weight != 0) {
                    for (int i = 0; i < row.length; i++) {
                        row[i] += weight * (source.data[at + i] & 0xff);
                    }
                }
            }
            for (int i = 0; i < row.length; i++) {
                row[i] = row[i] >> (BITS - 6); // Six fraction bits are kept for the second pass.
            }
            across(row, across, left, result, ty);
        }
        return result;
    }

    private static void across(int[] row, Kernel kernel, int left, Pixels result, int ty) {
        int bands = result.bands;
        int to = ty * result.width * bands;
        for (int tx = 0; tx < result.width; tx++) {
            for (int band = 0; band < bands; band++) {
                int at = (kernel.first(tx) - left) * bands + band;
                int sum = 1 << (BITS + 5);
                for (int k = 0; k < kernel.taps(); k++, at += bands) {
                    sum += kernel.weight(tx, k) * row[at];
                }
                int value = sum >> (BITS + 6);
                result.data[to++] = (byte) Math.max(0, Math.min(255, value));
            }
        }
    }
}
