package org.pgfiles.image;

/**
 * What each pixel of a shorter row or column takes from the longer one: the cubic of Catmull and Rom, as wide as the new
 * pixels are. Beyond its ends the old row goes on as it ends.
 *
 * @see <a href="https://doi.org/10.1145/378456.378514">D. Mitchell and A. Netravali, Reconstruction Filters in Computer
 *     Graphics, 1988, with B = 0 and C = 1/2</a>
 */
final class Weights {
    /** The number of weights of a pixel is a multiple of this; what is too many is 0. */
    static final int STEP = 4;

    private final int[] firsts;
    private final float[] weights;
    private final int count;

    private Weights(int[] firsts, float[] weights, int count) {
        this.firsts = firsts;
        this.weights = weights;
        this.count = count;
    }

    /** @param to at most {@code from} */
    static Weights of(int from, int to) {
        double step = (double) from / to;
        int count = ((int) Math.ceil(4 * step) + STEP - 1) / STEP * STEP;
        int[] firsts = new int[to];
        float[] weights = new float[to * count];
        for (int i = 0; i < to; i++) {
            double middle = (i + 0.5) * step - 0.5;
            int start = (int) Math.floor(middle - 2 * step) + 1;
            int end = (int) Math.floor(middle + 2 * step);
            firsts[i] = Math.max(0, Math.min(from - count, start));
            double sum = 0;
            for (int at = start; at <= end; at++) {
                sum += kernel((at - middle) / step);
            }
            for (int at = start; at <= end; at++) {
                int there = Math.max(0, Math.min(from - 1, at));
                weights[i * count + there - firsts[i]] += (float) (kernel((at - middle) / step) / sum);
            }
        }
        return new Weights(firsts, weights, count);
    }

    private static double kernel(double distance) {
        double x = Math.abs(distance);
        if (x < 1) {
            return (1.5 * x - 2.5) * x * x + 1;
        }
        return x < 2 ? ((2.5 - 0.5 * x) * x - 4) * x + 2 : 0;
    }

    /** Of the shorter row, in pixels. */
    int length() {
        return firsts.length;
    }

    /** Weights of each pixel. */
    int count() {
        return count;
    }

    /** The old pixel that the first weight is for. */
    int first(int pixel) {
        return firsts[pixel];
    }

    float weight(int pixel, int k) {
        return weights[pixel * count + k];
    }
}
