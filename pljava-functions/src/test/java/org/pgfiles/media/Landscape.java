package org.pgfiles.media;

/** A scene to photograph: sky, clouds, three ranges of mountains and a lake, with the grain of a real sensor. */
final class Landscape {
    private final double width;
    private final double height;

    Landscape(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** The colour at a pixel of the upright picture. */
    int rgb(int px, int py) {
        double x = px / width;
        double y = py / height;
        double lake = 0.72;
        boolean isWater = y > lake;
        double sceneY = isWater ? 2 * lake - y + 0.004 * noise(x * 40, y * 300) : y;
        double[] colour = scene(x, sceneY);
        if (isWater) {
            double wave = 0.75 + 0.15 * noise(x * 60, y * 700);
            colour = new double[] {colour[0] * wave, colour[1] * wave + 6, colour[2] * wave + 16};
        }
        double grain = (hash(px, py) - 0.5) * 9;
        return channel(colour[0] + grain) << 16 | channel(colour[1] + grain) << 8 | channel(colour[2] + grain);
    }

    private double[] scene(double x, double y) {
        for (int range = 2; range >= 0; range--) {
            double ridge = 0.36 + 0.12 * range - (0.22 - 0.05 * range) * octaves(x * (2 + range) + 17 * range, range);
            if (y > ridge) {
                double rock = octaves(x * 90, y * 90 + range * 31) * 46 - 10 + leaves(x, y) * range;
                boolean isSnow = range == 0 && y - ridge < 0.07 * noise(x * 25, 5) + 0.02;
                double haze = 60 - 30 * range;
                return isSnow
                        ? new double[] {215 + rock / 2, 222 + rock / 2, 235 + rock / 2}
                        : new double[] {38 + haze + rock, 62 + haze + rock, 44 + haze * 1.5 + rock};
            }
        }
        double cloud = Math.max(0, octaves(x * 5, y * 12) - 0.48) * 3;
        double sun = Math.exp(-((x - 0.7) * (x - 0.7) + (y - 0.15) * (y - 0.15)) * 60) * 90;
        return new double[] {
            90 + 110 * y + cloud * 110 + sun, 145 + 80 * y + cloud * 80 + sun, 225 + 20 * y + cloud * 25
        };
    }

    /** Trees and grass: contrast down to single pixels, which is what fills the files of real photos. */
    private double leaves(double x, double y) {
        return 22 * (noise(x * width / 9, y * height / 9) - 0.5)
                + 30 * (noise(x * width / 2.5, y * height / 2.5) - 0.5);
    }

    private static double octaves(double x, double y) {
        return 0.5 * noise(x, y)
                + 0.25 * noise(2 * x, 2 * y + 7)
                + 0.125 * noise(4 * x, 4 * y)
                + 0.0625 * noise(8 * x, 8 * y);
    }

    /** Smoothed values of a grid, 0 to 1. */
    private static double noise(double x, double y) {
        int ix = (int) Math.floor(x);
        int iy = (int) Math.floor(y);
        double fx = smooth(x - ix);
        double fy = smooth(y - iy);
        double top = hash(ix, iy) * (1 - fx) + hash(ix + 1, iy) * fx;
        double bottom = hash(ix, iy + 1) * (1 - fx) + hash(ix + 1, iy + 1) * fx;
        return top * (1 - fy) + bottom * fy;
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }

    private static double hash(int x, int y) {
        int h = x * 374_761_393 + y * 668_265_263;
        h = (h ^ h >>> 13) * 1_274_126_177;
        return ((h ^ h >>> 16) & 0xffff) / 65_535.0;
    }

    private static int channel(double value) {
        return (int) Math.max(0, Math.min(255, value));
    }
}
