package org.pgfiles.image;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Makes images smaller. First whole blocks of pixels are averaged, which is cheap and without aliasing, down to at most
 * twice the wanted size; the rest is a separable cubic (Catmull-Rom) filter as wide as the remaining step.
 */
final class Resampler {
    private static final int BITS = 14;

    private Resampler() {}

    /**
     * Averages blocks of this many pixels squared. A last, incomplete block in a row or column is averaged over what it
     * has.
     */
    static Pixels shrink(Pixels source, int factor, BooleanSupplier isStopped) {
        int bands = source.bands;
        int width = (source.width + factor - 1) / factor;
        int height = (source.height + factor - 1) / factor;
        Pixels small = Pixels.blank(width, height, bands);
        int samples = source.width * bands;
        int[] sums = new int[width * bands];
        for (int y = 0; y < height; y++) {
            Stop.check(isStopped, y);
            int rows = Math.min(factor, source.height - y * factor);
            Arrays.fill(sums, 0);
            for (int row = 0; row < rows; row++) {
                add(source.data, (y * factor + row) * samples, source.width, factor, bands, sums);
            }
            average(sums, small, y, rows, factor, source.width);
        }
        return small;
    }

    private static void add(byte[] data, int start, int width, int factor, int bands, int[] sums) {
        int at = start;
        int x = 0;
        for (int to = 0; to < sums.length; to += bands) {
            for (int i = 0; i < factor && x < width; i++, x++, at += bands) {
                sums[to] += data[at] & 0xff;
                sums[to + 1] += data[at + 1] & 0xff;
                sums[to + 2] += data[at + 2] & 0xff;
                if (bands == 4) {
                    sums[to + 3] += data[at + 3] & 0xff;
                }
            }
        }
    }

    private static void average(int[] sums, Pixels small, int y, int rows, int factor, int sourceWidth) {
        int to = y * sums.length;
        int lastColumns = sourceWidth - (small.width - 1) * factor;
        int full = rows * factor;
        int last = sums.length - small.bands;
        for (int i = 0; i < sums.length; i++) {
            int count = i < last ? full : rows * lastColumns;
            small.data[to + i] = (byte) ((sums[i] + count / 2) / count);
        }
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
