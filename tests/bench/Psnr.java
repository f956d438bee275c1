import java.awt.image.BufferedImage;
import java.io.File;
import javax.imageio.ImageIO;

/**
 * How near square thumbnails are to what they should be: {@code PHOTO THUMBNAIL...} prints the peak signal-to-noise ratio of
 * each in dB. The reference is the photo turned by 90 degrees (orientation 6, as TestPhotos has it), its middle resampled with
 * Lanczos3 in double precision. Programs round crops differently, so the reference is moved by parts of a pixel to where
 * the two agree best.
 */
final class Psnr {
    private static final int BANDS = 3;

    /** While it searches, one row of so many is looked at. */
    private static final int EVERY = 16;

    /** The upright photo, row by row: red, green, blue. */
    private static float[] photo;

    private static int width;
    private static int height;

    public static void main(String[] args) throws Exception {
        load(ImageIO.read(new File(args[0])));
        for (int i = 1; i < args.length; i++) {
            System.out.println(best(ImageIO.read(new File(args[i]))));
        }
    }

    private static void load(BufferedImage stored) {
        width = stored.getHeight();
        height = stored.getWidth();
        photo = new float[width * height * BANDS];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                put(photo, (y * width + x) * BANDS, stored.getRGB(y, width - 1 - x));
            }
        }
    }

    private static void put(float[] samples, int at, int rgb) {
        samples[at] = rgb >> 16 & 0xff;
        samples[at + 1] = rgb >> 8 & 0xff;
        samples[at + 2] = rgb & 0xff;
    }

    /** From coarse to fine steps, in pixels of the thumbnail. */
    private static double best(BufferedImage thumbnail) {
        int side = thumbnail.getWidth();
        float[] made = new float[side * side * BANDS];
        for (int i = 0; i < side * side; i++) {
            put(made, i * BANDS, thumbnail.getRGB(i % side, i / side));
        }
        double bestX = 0;
        double bestY = 0;
        double best = psnr(made, side, 0, 0, EVERY);
        for (double step = 0.4; step > 0.02; step /= 2) {
            for (boolean moved = true; moved; ) {
                moved = false;
                for (int[] way : new int[][] {{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
                    double x = bestX + way[0] * step;
                    double y = bestY + way[1] * step;
                    double found = psnr(made, side, x, y, EVERY);
                    if (found > best) {
                        best = found;
                        bestX = x;
                        bestY = y;
                        moved = true;
                    }
                }
            }
        }
        return psnr(made, side, bestX, bestY, 1);
    }

    private static double psnr(float[] made, int side, double moveX, double moveY, int every) {
        double step = (double) Math.min(width, height) / side;
        double left = (width - step * side) / 2 + moveX * step;
        double top = (height - step * side) / 2 + moveY * step;
        double[][] across = new double[side][];
        int[] starts = new int[side];
        for (int x = 0; x < side; x++) {
            double middle = left + (x + 0.5) * step - 0.5;
            across[x] = weights(middle, step);
            starts[x] = first(middle, step);
        }
        double sum = 0;
        int rows = 0;
        for (int y = 0; y < side; y += every, rows++) {
            double[] row = row(top + (y + 0.5) * step - 0.5, step);
            for (int x = 0; x < side; x++) {
                for (int band = 0; band < BANDS; band++) {
                    double exact = 0;
                    for (int i = 0; i < across[x].length; i++) {
                        exact += across[x][i] * row[within(starts[x] + i, width) * BANDS + band];
                    }
                    double difference = made[(y * side + x) * BANDS + band] - Math.max(0, Math.min(255, exact));
                    sum += difference * difference;
                }
            }
        }
        return 10 * Math.log10(255 * 255 / (sum / (rows * side * BANDS)));
    }

    /** The photo's rows around a place, as one. */
    private static double[] row(double middle, double step) {
        double[] weights = weights(middle, step);
        double[] row = new double[width * BANDS];
        for (int i = 0; i < weights.length; i++) {
            int from = within(first(middle, step) + i, height) * width * BANDS;
            for (int x = 0; x < row.length; x++) {
                row[x] += weights[i] * photo[from + x];
            }
        }
        return row;
    }

    /** Beyond its edges the photo goes on as it ends. */
    private static int within(int at, int length) {
        return Math.max(0, Math.min(length - 1, at));
    }

    private static int first(double middle, double step) {
        return (int) Math.ceil(middle - 3 * step);
    }

    private static double[] weights(double middle, double step) {
        int first = first(middle, step);
        double[] weights = new double[(int) Math.floor(middle + 3 * step) - first + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double x = (first + i - middle) / step;
            weights[i] = x == 0 ? 1 : Math.abs(x) >= 3 ? 0 : sinc(x) * sinc(x / 3);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private static double sinc(double x) {
        return Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
