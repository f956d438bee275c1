package org.pgfiles.image;

/**
 * The weights of a resampling filter along one axis: for every target pixel the first source pixel that counts, and the
 * weights from there on, in 1/16384.
 */
final class Kernel {
    private static final int ONE = 1 << 14;

    private final int taps;
    private final int[] first;
    private final int[] weights;

    private Kernel(int taps, int[] first, int[] weights) {
        this.taps = taps;
        this.first = first;
        this.weights = weights;
    }

    /** Maps {@code length} source pixels from {@code start} on to {@code size} target pixels. */
    static Kernel catmullRom(double start, double length, int size, int sourceSize) {
        double step = length / size;
        double scale = Math.max(1, step);
        int taps = Math.min(sourceSize, (int) Math.ceil(4 * scale) + 1);
        int[] first = new int[size];
        int[] weights = new int[size * taps];
        double[] exact = new double[taps];
        for (int i = 0; i < size; i++) {
            double centre = start + (i + 0.5) * step - 0.5;
            int from = (int) Math.ceil(centre - 2 * scale);
            first[i] = Math.max(0, Math.min(sourceSize - taps, from));
            double sum = 0;
            for (int k = 0; k < taps; k++) {
                exact[k] = cubic((first[i] + k - centre) / scale);
                sum += exact[k];
            }
            int left = ONE;
            int largest = 0;
            for (int k = 0; k < taps; k++) {
                int weight = (int) Math.round(exact[k] / sum * ONE);
                weights[i * taps + k] = weight;
                left -= weight;
                largest = weight > weights[i * taps + largest] ? k : largest;
            }
            weights[i * taps + largest] += left; // So that a plain area keeps its value exactly.
        }
        return new Kernel(taps, first, weights);
    }

    int taps() {
        return taps;
    }

    int first(int target) {
        return first[target];
    }

    /** One past the last source pixel that counts. */
    int end(int target) {
        return first[target] + taps;
    }

    int weight(int target, int tap) {
        return weights[target * taps + tap];
    }

    /** R. Keys, Cubic convolution interpolation for digital image processing, 1981, with a = -1/2. */
    private static double cubic(double distance) {
        double x = Math.abs(distance);
        if (x < 1) {
            return (1.5 * x - 2.5) * x * x + 1;
        }
        return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }
}
