package org.pgfiles.image;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Makes images smaller. First whole blocks of pixels are averaged, which is cheap and without aliasing, down to at most
 * twice the wanted size; the rest is a separable cubic (Catmull-Rom) filter as wide as the remaining step.
 */
final class Resampler {
    /** Of the weights. */
    private static final int BITS = 14;

    private static final int FRACTION = 6;
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
            down(source, left, down, ty, row);
            across(row, across, left, result, ty);
        }
        return result;
    }

    /** Mixes source rows; the sum keeps {@value #FRACTION} fraction bits for the second pass. */
    private static void down(Pixels source, int left, Kernel kernel, int ty, int[] row) {
        byte[] data = source.data;
        int stride = source.width * source.bands;
        int at = kernel.first(ty) * source.width * source.bands + left * source.bands;
        Arrays.fill(row, 1 << (BITS - FRACTION - 1));
        int k = 0;
        for (; k + 1 < kernel.taps(); k += 2, at += 2 * stride) {
            int one = kernel.weight(ty, k);
            int two = kernel.weight(ty, k + 1);
            for (int i = 0; i < row.length; i++) { // Two rows at once: this loop is what scaling costs.
                row[i] += one * (data[at + i] & 0xff) + two * (data[at + stride + i] & 0xff);
            }
        }
        if (k < kernel.taps()) {
            int one = kernel.weight(ty, k);
            for (int i = 0; i < row.length; i++) {
                row[i] += one * (data[at + i] & 0xff);
            }
        }
        for (int i = 0; i < row.length; i++) {
            row[i] >>= BITS - FRACTION;
        }
    }

    private static void across(int[] row, Kernel kernel, int left, Pixels result, int ty) {
        int bands = result.bands;
        int to = ty * result.width * bands;
        for (int tx = 0; tx < result.width; tx++, to += bands) {
            int at = (kernel.first(tx) - left) * bands;
            int first = 1 << (BITS + FRACTION - 1);
            int second = first;
            int third = first;
            int fourth = first;
            for (int k = 0; k < kernel.taps(); k++, at += bands) {
                int weight = kernel.weight(tx, k);
                first += weight * row[at];
                second += weight * row[at + 1];
                third += weight * row[at + 2];
                fourth += bands == 4 ? weight * row[at + 3] : 0;
            }
            result.data[to] = eight(first);
            result.data[to + 1] = eight(second);
            result.data[to + 2] = eight(third);
            if (bands == 4) {
                result.data[to + 3] = eight(fourth);
            }
        }
    }

    private static byte eight(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> (BITS + FRACTION)));
    }
}
